import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, type MemoryBus } from '@stellwerk/bus';
import type { ControlDocument, ControlKind, ControlSpec, Role } from '@stellwerk/contracts';
import { readConfig } from '@stellwerk/service';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import { AppModule } from '../app.module.js';
import { config, trustedProxiesOf } from '../config.js';
import { lenientPolicy, strictPolicy } from '../examples/consent.js';
import { configureHttp } from '../http/configure-http.js';
import { createTransports } from '../transports.js';

export const NOW = new Date('2026-11-24T10:00:00.000Z');
export const WRITE_KEY = 'web-write-key-0001';

/** Bearer tokens of the tenant. */
export const OFFICER = 'officer-token-0001';
export const ANALYST = 'analyst-token-0001';
export const MARKETER = 'marketer-token-001';

function token(secret: string, role: Role): ControlDocument {
  const sha256 = createHash('sha256').update(secret).digest('hex');
  const spec = {
    sha256,
    roles: [role],
    tenants: ['demo', 'ghost'],
    expiresAt: '2027-01-01T00:00:00.000Z',
    revoked: false,
  };
  return document('token', secret, spec);
}

/** A control document of the tenant. */
export function document<Kind extends ControlKind>(kind: Kind, name: string, spec: ControlSpec<Kind>): ControlDocument {
  return { kind, tenant: 'demo', name, version: 1, spec, by: 'test', at: NOW.toISOString() } as ControlDocument;
}

/** A lenient source. */
export const source: ControlSpec<'source'> = {
  writeKey: WRITE_KEY,
  enabled: true,
  consentPolicy: 'lenient',
  channelRules: 'default',
  identityTraits: { email: 'email', customerNumber: 'customer' },
};

/** Documents of a tenant with a lenient source, a strict one, a disabled one and one with a limit. */
export const documents: readonly ControlDocument[] = [
  document('tenant', 'demo', { displayName: 'Demo', currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' }),
  document('source', 'web', { ...source, protocolKeys: ['shop-web', 'shop-server'] }),
  document('source', 'strict', { ...source, writeKey: 'strict-write-key-1', consentPolicy: 'strict' }),
  document('source', 'closed', { ...source, writeKey: 'closed-write-key-1', enabled: false }),
  document('source', 'slow', { ...source, writeKey: 'slow-write-key-001', maxRequestsPerSecond: 1 }),
  document('source', 'sealing', {
    ...source,
    writeKey: 'sealing-write-key-1',
    consentPolicy: 'strict',
    sealedIdentifiers: { email: ['user_data_upload'] },
  }),
  document('source', 'bounded', {
    ...source,
    writeKey: 'bounded-write-key-1',
    maxEventsPerSecond: 3,
    maxRequestsPerSecondPerAddress: 2,
  }),
  document('source', 'broken', { ...source, writeKey: 'broken-write-key-1', consentPolicy: 'missing' }),
  document('consent-policy', 'lenient', lenientPolicy),
  document('consent-policy', 'strict', strictPolicy),
  token(OFFICER, 'privacy-officer'),
  token(ANALYST, 'analyst'),
  token(MARKETER, 'marketer'),
  document('channel-rules', 'default', { rules: [{ source: '*', channel: '$source' }], direct: 'Direct' }),
];

export interface TrackingUnderTest extends TestService {
  readonly bus: MemoryBus;
  /** Sends JSON to a route under the write key of the lenient source, or another. */
  post(route: string, body: unknown, writeKey?: string): ReturnType<TestService['app']['inject']>;
  /** Folder of keys and peppers. */
  readonly secretsDir: string;
  /** JSON values published to a topic. */
  published(topic: string): Record<string, unknown>[];
}

/** A real tracking service on the memory bus, with its state in a temporary folder. */
export async function startTracking(
  bus = createMemoryBus({ now: () => NOW }),
  given: readonly ControlDocument[] = documents,
  environment: Readonly<Record<string, string>> = {},
  now: Date = NOW,
): Promise<TrackingUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'tracking-'));
  const settings = readConfig(config, {
    STELLWERK_PORT: '0',
    STELLWERK_KAFKA_BROKERS: 'memory',
    STELLWERK_STATE_DIR: join(folder, 'state'),
    STELLWERK_SECRETS_DIR: join(folder, 'secrets'),
    ...environment,
  });
  const service = await startTestService({
    name: 'tracking',
    module: AppModule,
    bus,
    documents: given,
    clock: () => now,
    config: settings,
    bodyLimitBytes: settings.maxBodyBytes,
    trustedProxies: trustedProxiesOf(settings),
    ownBodyParsers: true,
    configure: (app) => configureHttp(app, settings),
    transports: createTransports,
  });
  return {
    ...service,
    bus,
    secretsDir: join(folder, 'secrets'),
    post: (route, body, writeKey = WRITE_KEY) =>
      service.app.inject({
        method: 'POST',
        url: route,
        headers: {
          authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
          'content-type': 'application/json',
        },
        payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      }),
    published: (topic) => bus.messages(topic).map((message) => JSON.parse(String(message.value))),
    close: async () => {
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A service whose clock stands at another time, such as that of a recording. */
export const startTrackingAt = (now: Date): Promise<TrackingUnderTest> =>
  startTracking(createMemoryBus({ now: () => now }), documents, {}, now);

/** Name spaces of the keys of an event, strongest first. */
export function namespacesOf(event: Record<string, unknown> | undefined): string[] {
  return ((event?.keys ?? []) as string[]).map((key) => key.slice(0, key.indexOf(':')));
}
