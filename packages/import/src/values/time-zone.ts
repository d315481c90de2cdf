import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Wall-clock time, as if it were UTC, in milliseconds since 1970. */
export type LocalMs = number;

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const CACHED_QUARTERS = 200_000;

/** Turns wall-clock times of one time zone into points in time. */
export interface TimeZone {
  readonly name: string;
  /**
   * The point in time, milliseconds since 1970; `undefined` where clocks passed the time over. Of two points with the same
   * wall-clock time, when clocks are set back, it is the earlier.
   */
  toUtc(local: LocalMs): number | undefined;
}

/** @throws IMP_TIMEZONE_UNKNOWN */
export function timeZone(name: string): TimeZone {
  const format = formatOf(name);
  const offsets = new Map<number, number>();
  /** Offset from UTC, milliseconds; zones change it at quarter hours only. */
  const offsetAt = (utcMs: number): number => {
    const quarter = Math.floor(utcMs / QUARTER_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size >= CACHED_QUARTERS) offsets.clear();
      offset = localMs(format, quarter * QUARTER_MS) - quarter * QUARTER_MS;
      offsets.set(quarter, offset);
    }
    return offset;
  };
  return {
    name,
    toUtc: (local) => {
      const candidates = [offsetAt(local - DAY_MS), offsetAt(local + DAY_MS)].map((offset) => local - offset);
      const fitting = candidates.filter((utc) => utc + offsetAt(utc) === local);
      return fitting.length === 0 ? undefined : Math.min(...fitting);
    },
  };
}

function formatOf(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new StellwerkError(errors.TIMEZONE_UNKNOWN, { timezone: name.slice(0, 64) }, { field: 'timezone' });
  }
}

function localMs(format: Intl.DateTimeFormat, utcMs: number): LocalMs {
  const parts = Object.fromEntries(format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
