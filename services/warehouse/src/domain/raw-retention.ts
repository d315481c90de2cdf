import type { ControlTable } from '@stellwerk/bus';

/** Days that the raw zone keeps messages whose tenant has no retention document, or that belong to none. */
export const DEFAULT_RAW_DAYS = 30;

/** Days that a tenant's raw messages are kept; where several documents say so, the fewest. */
export function rawDaysOf(control: Pick<ControlTable, 'all'>, tenant: string): number {
  const days = control
    .all('retention')
    .filter((document) => document.tenant === tenant)
    .map(({ spec }) => spec.rawDays);
  return days.length === 0 ? DEFAULT_RAW_DAYS : Math.min(...days);
}
