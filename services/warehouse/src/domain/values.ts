import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Range of `DateTime64(3)` that every engine of ours reads alike, milliseconds since 1970. */
const FIRST_MS = 0;
const LAST_MS = Date.UTC(2299, 11, 31, 23, 59, 59, 999);
/** Last day of `Date`, 2¹⁶ − 1 days after 1970. */
const LAST_DAY_MS = 65_535 * 86_400_000;

/** Milliseconds of an instant as contracts write it. @throws WHS_TIME_OUT_OF_RANGE */
export function milliseconds(instant: string, field: string): number {
  const value = Date.parse(instant);
  if (!(value >= FIRST_MS && value <= LAST_MS))
    throw new StellwerkError(errors.TIME_OUT_OF_RANGE, { field }, { field });
  return value;
}

/** The server reads at most ten digits of seconds: until November 2286. */
const LAST_SECONDS_MS = 9_999_999_999_999;

/**
 * `DateTime64(3)` cell: seconds with three decimals, the fastest form that the server reads. Ten digits exactly: a shorter
 * number would be taken for a year, a longer one is refused, so later times are written as text.
 */
export const dateTimeCell = (ms: number): string =>
  ms <= LAST_SECONDS_MS
    ? (ms / 1000).toFixed(3).padStart(14, '0')
    : new Date(ms).toISOString().replace('T', ' ').slice(0, -1);

/** The same straight from the text of an instant. @throws WHS_TIME_OUT_OF_RANGE */
export const instantCell = (instant: string, field: string): string => dateTimeCell(milliseconds(instant, field));

/** `Date` cell. @throws WHS_DAY_INVALID for days that do not exist or that the type cannot hold */
export function dayCell(day: string, field: string): string {
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  const exists = ms >= FIRST_MS && ms <= LAST_DAY_MS && new Date(ms).toISOString().startsWith(day);
  if (!exists) throw new StellwerkError(errors.DAY_INVALID, { field }, { field });
  return day;
}

/** `toYYYYMM` of an instant in UTC. */
export function monthOf(ms: number): number {
  const date = new Date(ms);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}

/** `toYYYYMM` of a calendar day. */
export const monthOfDay = (day: string): number => Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7));

const MICROS_DIGITS = 6;

/** `Decimal` cell of an amount in millionths, exactly. */
export function microsCell(micros: number): string {
  const digits = String(micros).padStart(MICROS_DIGITS + 1, '0');
  return `${digits.slice(0, -MICROS_DIGITS)}.${digits.slice(-MICROS_DIGITS)}`;
}
