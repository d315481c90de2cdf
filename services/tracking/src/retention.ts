import type { ControlTable } from '@stellwerk/bus';
import type { Clock } from '@stellwerk/service';
import type { Sealer } from './adapters/sealer.js';

/** Hours that originals of rejected requests are kept where the tenant has no retention document. */
const DEFAULT_REJECTED_HOURS = 72;
const CHECK_INTERVAL_MS = 600_000;

/** Whether a tenant keeps originals of what was rejected, or only counts it. */
export function keepsOriginals(control: ControlTable, tenant: string): boolean {
  const [retention] = control.all('retention').filter((document) => document.tenant === tenant);
  return retention?.spec.rejectedOriginals !== 'counted';
}

/** Destroys the keys of originals whose time is over, now and every ten minutes; returns the way to stop it. */
export function startKeyDestruction(sealer: Sealer, control: ControlTable, clock: Clock): { onModuleDestroy(): void } {
  const run = () => {
    for (const { tenant } of control.all('tenant')) {
      const [retention] = control.all('retention').filter((document) => document.tenant === tenant);
      sealer.destroyOlderThan(tenant, retention?.spec.rejectedHours ?? DEFAULT_REJECTED_HOURS, clock());
    }
  };
  run();
  const timer = setInterval(run, CHECK_INTERVAL_MS);
  timer.unref();
  return { onModuleDestroy: () => clearInterval(timer) };
}
