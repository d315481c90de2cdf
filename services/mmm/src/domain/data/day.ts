const DAY_MS = 86_400_000;
/** A calendar day, also as exports write it: with the time of midnight behind it. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?$/;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Days since 1970-01-01; null where the text is no calendar day. */
export function parseDay(text: string): number | null {
  const match = DAY.exec(text.trim());
  if (!match) return null;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const day = Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
  // Date.parse takes 2026-02-30 for 2026-03-02.
  return Number.isInteger(day) && isoDay(day) === iso ? day : null;
}

/** ISO date of a number of days since 1970-01-01. */
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 0 = Monday .. 6 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const weekdayName = (weekday: number): string => WEEKDAYS[weekday] ?? '';
