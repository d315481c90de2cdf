import type { ControlTable } from '@stellwerk/bus';
import type { Clock } from '@stellwerk/service';
import type { Sealer } from './adapters/sealer.js';

/** Hours that originals of rejected requests are kept where the tenant has no retention document. */
const DEFAULT_REJECTED_HOURS = 72;
const CHECK_INTERVAL_MS = 600_000;

/** Whether a tenant keeps originals of what was rejected, or only counts it; one document of several is enough for that. */
export function keepsOriginals(control: ControlTable, tenant: string): boolean {
  return specsOf(control, tenant).every(({ rejectedOriginals }) => rejectedOriginals !== 'counted');
}

/** Hours that they are kept; where several documents say so, the fewest. */
function rejectedHoursOf(control: ControlTable, tenant: string): number {
  const hours = specsOf(control, tenant).map(({ rejectedHours }) => rejectedHours);
  return hours.length === 0 ? DEFAULT_REJECTED_HOURS : Math.min(...hours);
}

function specsOf(control: ControlTable, tenant: string) {
  return control
    .all('retention')
    .filter((document) => document.tenant === tenant)
    .map(({ spec }) => spec);
}

/** Destroys the keys of originals whose time is over, now and every ten minutes; returns the way to stop it. */
export function startKeyDestruction(sealer: Sealer, control: ControlTable, clock: Clock): { onModuleDestroy(): void } {
  const run = () => {
    // A tenant whose document was withdrawn still has originals, and a right to their end.
    for (const tenant of sealer.tenants()) {
      sealer.destroyOlderThan(tenant, rejectedHoursOf(control, tenant), clock());
    }
  };
  run();
  const timer = setInterval(run, CHECK_INTERVAL_MS);
  timer.unref();
  return { onModuleDestroy: () => clearInterval(timer) };
}
