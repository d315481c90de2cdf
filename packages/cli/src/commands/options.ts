import { StellwerkError, slug, uuid } from '@stellwerk/contracts';
import { InvalidArgumentError } from 'commander';
import { errors } from '../errors.js';

/** Whole number within bounds, as an option parser. */
export const wholeNumber = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new InvalidArgumentError(`give a whole number from ${min} to ${max}`);
  }
  return value;
};

/** Name of a tenant, source or token. */
export function parseName(text: string): string {
  const parsed = slug.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('use lower-case letters, digits and hyphens, at most 63');
  return parsed.data;
}

/** Id of a rejection, as lists print it. */
export function parseUuid(text: string): string {
  const parsed = uuid.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('give an id as the list prints it');
  return parsed.data;
}

/** Currency that exists, ISO 4217. */
export function parseCurrency(text: string): string {
  if (!Intl.supportedValuesOf('currency').includes(text)) {
    throw new InvalidArgumentError('give an ISO 4217 code such as EUR');
  }
  return text;
}

/** Time zone that exists, IANA. */
export function parseTimezone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
  } catch {
    throw new InvalidArgumentError('give an IANA name such as Europe/Berlin');
  }
  return text;
}

/** Country or part of one, ISO 3166, or the European Economic Area. */
export function parseRegion(text: string): string {
  if (!/^(EEA|[A-Z]{2}(-[A-Z0-9]{1,3})?)$/.test(text)) {
    throw new InvalidArgumentError('give an ISO 3166 code such as DE or US-CA, or EEA');
  }
  return text;
}

/** Number within bounds, as an option parser. */
export const numberWithin = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) {
    throw new InvalidArgumentError(`give a number from ${min} to ${max}`);
  }
  return value;
};

/** Factor above 0 and at most 1. */
export function parseFactor(text: string): number {
  const value = numberWithin(0, 1)(text);
  if (value === 0) throw new InvalidArgumentError('give a number above 0, at most 1');
  return value;
}

const HOURS_PER_DAY = 24;
const HOURS: Readonly<Record<string, number>> = { h: 1, d: HOURS_PER_DAY, w: 7 * HOURS_PER_DAY };

/** Span like `12h`, `30d`, `4w`, in hours; longer than nothing. */
export function parseHours(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,9})?)([hdw])$/.exec(text) ?? [];
  const hours = Number(amount) * (HOURS[unit] ?? Number.NaN);
  if (!(hours > 0)) throw new InvalidArgumentError('give a span such as 12h, 30d or 4w');
  return hours;
}

/** Span like `12h`, `30d`, `4w`, in days; longer than nothing. */
export const parseDays = (text: string): number => parseHours(text) / HOURS_PER_DAY;

/** A day, or an instant with its offset from UTC. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Instant or day (from its midnight, UTC) in ISO 8601. @throws CLI_OPTION_INVALID */
export function parseInstant(option: string, text: string): string {
  const time = ISO_8601.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new StellwerkError(errors.OPTION_INVALID, {
      option,
      problem: 'give a date such as 2026-11-24 or 2026-11-24T10:00:00Z',
    });
  }
  return new Date(time).toISOString();
}
