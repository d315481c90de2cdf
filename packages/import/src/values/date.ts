import { CellProblem } from '../problem.js';
import { type DateParts, type DatePattern, datePattern } from './date-pattern.js';
import type { TimeZone } from './time-zone.js';

/** ISO 8601 as files have it: a day, or day and time with or without offset. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/;

const NAMED: Readonly<Record<string, readonly string[]>> = {
  german: ['D.M.YYYY[ HH:mm[:ss]]', 'D.M.YY[ HH:mm[:ss]]'],
  uk: ['D/M/YYYY[ HH:mm[:ss]]'],
  us: ['M/D/YYYY[ H:mm[:ss]]', 'M/D/YYYY h:mm[:ss] a'],
};

/** Reads dates written in one way. */
export interface DateReader {
  readonly format: string;
  /** A point in time, ISO 8601 in UTC with milliseconds. @throws CellProblem */
  instant(text: string, zone: TimeZone): string;
  /** A calendar day. @throws CellProblem */
  day(text: string): string;
}

/** @throws IMP_DATES_UNKNOWN */
export function dateReader(format: string): DateReader {
  if (format === 'unix' || format === 'unix-ms') return unixReader(format, format === 'unix' ? 1_000 : 1);
  const patterns = format === 'iso' ? [isoPattern] : (NAMED[format] ?? [format]).map(datePattern);
  const read = (text: string): DateParts => {
    for (const pattern of patterns) {
      const parts = pattern(text);
      if (parts) return checked(parts, format);
    }
    throw new CellProblem('DATE_INVALID', { format });
  };
  return {
    format,
    day: (text) => isoOf(read(text)).slice(0, 10),
    instant: (text, zone) => {
      const parts = read(text);
      const local = localOf(parts);
      const utc = parts.offsetMinutes === undefined ? zone.toUtc(local) : local - parts.offsetMinutes * 60_000;
      if (utc === undefined) throw new CellProblem('TIME_SKIPPED', { timezone: zone.name });
      return new Date(utc).toISOString();
    },
  };
}

function unixReader(format: string, unitMs: number): DateReader {
  const instant = (text: string): string => {
    const value = /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Math.trunc(Number(text) * unitMs) : Number.NaN;
    const date = new Date(value);
    const year = date.getUTCFullYear();
    if (!(year >= 1970 && year <= 9_999)) throw new CellProblem('DATE_INVALID', { format });
    return date.toISOString();
  };
  return { format, instant, day: (text) => instant(text).slice(0, 10) };
}

const isoPattern: DatePattern = (text) => {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
    ...(zone !== undefined && { offsetMinutes: offsetOf(zone) }),
  };
};

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Refuses the 31st of February, the 25th hour and years that no log has. */
function checked(parts: DateParts, format: string): DateParts {
  const { year, month, day, hour, minute, second } = parts;
  if (hour > 23 || minute > 59 || second > 59 || year < 1_970 || month < 1 || day < 1) {
    throw new CellProblem('DATE_INVALID', { format });
  }
  if (month > 12 || new Date(localOf(parts)).getUTCDate() !== day) throw new CellProblem('DATE_NONEXISTENT');
  return parts;
}

const localOf = ({ year, month, day, hour, minute, second, millisecond }: DateParts): number =>
  Date.UTC(year, month - 1, day, hour, minute, second, millisecond);

const isoOf = (parts: DateParts): string => new Date(localOf(parts)).toISOString();
