import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Bus, ControlTable } from '@stellwerk/bus';
import { publishControlDocument } from '@stellwerk/bus';
import { tokenFile } from './endpoints.js';
import { tokenHash } from './tenant.js';

const DAY_MS = 86_400_000;
const LIFETIME_DAYS = 365;
/** Renewed at a start when less of its life is left. */
const RENEW_DAYS = 30;

/** Tenant of documents that belong to no tenant. */
export const PLATFORM = 'platform';
const NAME = 'local-admin';

/** Makes sure that the state folder holds an administrator's token that the platform knows. */
export async function ensureAdminToken(stateDir: string, control: ControlTable, bus: Bus, now: Date): Promise<void> {
  const file = tokenFile(stateDir);
  const secret = (await readFile(file, 'utf8').catch(() => '')).trim() || (await writeNew(file));
  const current = control.get('token', PLATFORM, NAME);
  const isGood =
    current?.spec.sha256 === tokenHash(secret) &&
    Date.parse(current.spec.expiresAt) > now.getTime() + RENEW_DAYS * DAY_MS;
  if (isGood) return;
  await publishControlDocument(bus, {
    kind: 'token',
    tenant: PLATFORM,
    name: NAME,
    version: (current?.version ?? 0) + 1,
    spec: {
      sha256: tokenHash(secret),
      roles: ['admin'],
      tenants: [],
      expiresAt: new Date(now.getTime() + LIFETIME_DAYS * DAY_MS).toISOString(),
      revoked: false,
    },
    by: 'stellwerk up',
    at: now.toISOString(),
  });
}

async function writeNew(file: string): Promise<string> {
  const secret = randomBytes(24).toString('hex');
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'w', 0o600);
  await handle.writeFile(`${secret}\n`);
  await handle.close();
  return secret;
}
