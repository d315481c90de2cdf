import { StellwerkError, slug } from '@stellwerk/contracts';
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

const UNITS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7 };

/** Span like `12h`, `30d`, `4w`, in days. */
export function parseDays(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([hdw])$/.exec(text);
  const unit = match?.[2] === undefined ? undefined : UNITS[match[2]];
  if (!match || unit === undefined) throw new InvalidArgumentError('give a span such as 12h, 30d or 4w');
  return Number(match[1]) * unit;
}

/** Instant or day in ISO 8601, UTC. @throws CLI_OPTION_INVALID */
export function parseInstant(option: string, text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw new StellwerkError(errors.OPTION_INVALID, {
      option,
      problem: 'give a date such as 2026-11-24 or 2026-11-24T10:00:00Z',
    });
  }
  return new Date(time).toISOString();
}
