import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SealedBytes } from '@stellwerk/contracts';
import { openBox, sealBox } from './aes-box.js';
import { readKey, readOrCreateKey } from './key-files.js';

const HOUR_MS = 3_600_000;

/** Seals originals of what was rejected under a key per tenant and day; destroying the key ends them. */
export interface Sealer {
  seal(tenant: string, bytes: Buffer, now: Date): SealedBytes;
  /** The original, or `null` when its key has been destroyed. @throws when the box was tampered with. */
  open(sealed: SealedBytes): Buffer | null;
  /** Everybody of whom there may be keys, whether or not anything else is known of them any more. */
  tenants(): string[];
  /** Destroys keys of days that ended more than `hours` ago; returns how many. */
  destroyOlderThan(tenant: string, hours: number, now: Date): number;
}

/** Keeps the day keys as files below `folder/<tenant>/`. */
export function createSealer(folder: string): Sealer {
  const cache = new Map<string, Buffer>();
  const fileOf = (keyId: string) => join(folder, ...keyId.split('/').map(assertSafe)).concat('.key');

  const keyFor = (keyId: string): Buffer => {
    let key = cache.get(keyId);
    if (!key) {
      key = readOrCreateKey(fileOf(keyId));
      cache.set(keyId, key);
    }
    return key;
  };

  return {
    seal(tenant, bytes, now) {
      const keyId = `${tenant}/${now.toISOString().slice(0, 10)}`;
      return sealBox(keyFor(keyId), keyId, bytes);
    },
    open(sealed) {
      const key = readKey(fileOf(sealed.keyId));
      return key && openBox(key, sealed);
    },
    tenants: () => listNames(folder).filter((name) => SAFE.test(name)),
    destroyOlderThan(tenant, hours, now) {
      const files = listKeys(join(folder, assertSafe(tenant)));
      const expired = files.filter(({ day }) => {
        const endOfDayMs = Date.parse(`${day}T00:00:00Z`) + 24 * HOUR_MS;
        return endOfDayMs + hours * HOUR_MS <= now.getTime();
      });
      for (const { name, day } of expired) {
        rmSync(join(folder, tenant, name));
        cache.delete(`${tenant}/${day}`);
      }
      return new Set(expired.map(({ day }) => day)).size;
    },
  };
}

/** Key files by day, and drafts of them: a process that was killed may have left one with the same key. */
const KEY_FILE = /^\.?(?<day>\d{4}-\d{2}-\d{2})\.key/;

function listKeys(folder: string): { name: string; day: string }[] {
  return listNames(folder).flatMap((name) => {
    const day = KEY_FILE.exec(name)?.groups?.day;
    return day === undefined ? [] : [{ name, day }];
  });
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

const SAFE = /^[a-z0-9][a-z0-9-]*$/;

/** Key ids come back from outside; they must not lead out of the folder. */
function assertSafe(part: string): string {
  if (!SAFE.test(part)) throw new RangeError('malformed key id');
  return part;
}
