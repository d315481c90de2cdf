/** Days are counted from 1970-01-01 UTC. A simulated day lies within 05:00 and 22:00 UTC, so it is the same day in Berlin. */
export const DAY_MS = 86_400_000;

/** The calendar day `2026-11-24` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Number of a calendar day given as year, month (1–12) and day of the month. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}

/** Day number of an instant. */
export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(day: number): number {
  return (day + 3) % 7;
}

/** Number of the week from Monday to Sunday that holds a day. */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** Year of a day number. */
export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}
