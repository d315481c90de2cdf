import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readOrCreateKey } from './key-files.js';

/** Salts of cookieless ids: one per tenant and day (UTC), made on first use and destroyed when the day is over. */
export interface DaySalts {
  /** Salt of the day that an instant is in; `undefined` unless that day is today: no salt is ever made for another day. */
  saltAt(tenant: string, atMs: number): Buffer | undefined;
  /** Destroys the salts of all days that are over, so that nobody can make their ids again; returns how many. */
  destroyPast(): number;
}

/** Keeps salts as files `folder/<tenant>/<day>.key`. */
export function createDaySalts(folder: string, now: () => Date): DaySalts {
  const cache = new Map<string, Buffer>();
  const today = () => now().toISOString().slice(0, 10);
  return {
    saltAt(tenant, atMs) {
      const day = new Date(atMs).toISOString().slice(0, 10);
      if (day !== today()) return undefined;
      const name = `${tenant}/${day}`;
      let salt = cache.get(name);
      if (!salt) {
        salt = readOrCreateKey(join(folder, `${name}.key`));
        cache.set(name, salt);
      }
      return salt;
    },
    destroyPast() {
      const day = today();
      for (const name of cache.keys()) if (!name.endsWith(`/${day}`)) cache.delete(name);
      let destroyed = 0;
      for (const tenant of entriesOf(folder)) {
        for (const file of entriesOf(join(folder, tenant))) {
          if (!/^\d{4}-\d{2}-\d{2}\.key$/.test(file) || file === `${day}.key`) continue;
          rmSync(join(folder, tenant, file), { force: true });
          destroyed += 1;
        }
      }
      return destroyed;
    },
  };
}

const CHECK_INTERVAL_MS = 60_000;

/** Destroys salts of past days now and every minute; returns the way to stop it. */
export function startSaltDestruction(salts: DaySalts): { onModuleDestroy(): void } {
  salts.destroyPast();
  const timer = setInterval(() => salts.destroyPast(), CHECK_INTERVAL_MS);
  timer.unref();
  return { onModuleDestroy: () => clearInterval(timer) };
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
