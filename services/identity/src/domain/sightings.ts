/** When a device was seen together with one strong key. */
export interface Sightings {
  readonly device: string;
  /** Customer number or login. */
  readonly owner: string;
  /** Ascending, milliseconds since 1970; what {@link thin} keeps. */
  readonly times: readonly number[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Days before the newest sighting in which the first of every hour is kept, further back the first of every day. */
const HOURLY_DAYS = 90;
/** Days before the newest sighting that are kept at all. */
const KEPT_DAYS = 1_095;

/**
 * The sightings that count: the first of every hour, of every day where it is older, none beyond three years. What is kept of
 * a union is what is kept of the kept, because a day's first is some hour's first; so neither order nor repetition matters.
 */
export function thin(times: Iterable<number>): number[] {
  const sorted = [...times].sort((a, b) => a - b);
  const newestDay = dayOf(sorted.at(-1) ?? 0);
  let last = '';
  return sorted.filter((time) => {
    const age = newestDay - dayOf(time);
    if (age > KEPT_DAYS) return false;
    const period = age < HOURLY_DAYS ? `hour ${hourOf(time)}` : `day ${dayOf(time)}`;
    const isFirst = period !== last;
    last = period;
    return isFirst;
  });
}

/** The same times where one more changes nothing, else what counts with it. */
export function withTime(times: readonly number[], time: number): readonly number[] {
  const newest = times.at(-1);
  if (newest !== undefined && newest <= time && hourOf(newest) === hourOf(time)) return times;
  const joined = thin([...times, time]);
  const isSame = joined.length === times.length && joined.every((kept, index) => kept === times[index]);
  return isSame ? times : joined;
}

/** Number of the hour that an instant lies in, counted from 1970. */
export const hourOf = (time: number): number => Math.floor(time / HOUR_MS);

const dayOf = (time: number) => Math.floor(time / DAY_MS);
