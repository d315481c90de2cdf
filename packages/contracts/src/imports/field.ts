import { z } from 'zod';
import { currency, day, decimal, instant } from '../core/common.js';

/** How a cell of a file is read. */
export type ImportFieldType =
  | 'text'
  | 'identifier'
  | 'instant'
  | 'day'
  | 'amount'
  | 'decimal'
  | 'count'
  | 'currency'
  | 'flag'
  | 'choice';

/** One field of a row: how it is read, and what stands in the row once it has been. */
export interface ImportField {
  readonly type: ImportFieldType;
  readonly description: string;
  readonly required: boolean;
  /** Of the value in the canonical row. */
  readonly schema: z.ZodType;
  readonly unit?: string;
  /** Names or describes a person: never shown in reports. */
  readonly personal: boolean;
  readonly choices?: readonly string[];
  /** Whether numbers below zero make sense. */
  readonly negative: boolean;
  /** A row shows the form. */
  readonly example: string;
}

interface Options {
  readonly required?: boolean;
  readonly personal?: boolean;
  readonly max?: number;
  /** What the whole value must look like. */
  readonly pattern?: RegExp;
  readonly negative?: boolean;
  readonly unit?: string;
  readonly example?: string;
}

function field(type: ImportFieldType, schema: z.ZodType, description: string, options: Options): ImportField {
  const { required = false, personal = false, negative = false, unit, example = '' } = options;
  const described = schema.describe(description);
  return { type, description, required, schema: described, personal, negative, example, ...(unit && { unit }) };
}

/** Free text, trimmed. */
export const text = (description: string, options: Options = {}): ImportField =>
  field(
    'text',
    z
      .string()
      .min(1)
      .max(options.max ?? 256),
    description,
    options,
  );

/** An id: text that is compared exactly; numbers of JSON are taken as they are written. */
export const identifier = (description: string, options: Options = {}): ImportField =>
  field(
    'identifier',
    z
      .string()
      .min(1)
      .max(options.max ?? 128),
    description,
    options,
  );

/** A point in time; the mapping says how it is written and in which time zone. */
export const moment = (description: string, options: Options = {}): ImportField =>
  field('instant', instant, description, { unit: 'UTC, milliseconds', example: '2026-11-24T10:00:00Z', ...options });

/** A calendar day. */
export const calendarDate = (description: string, options: Options = {}): ImportField =>
  field('day', day, description, { example: '2026-11-24', ...options });

/** Money in the row's currency. */
export const amount = (description: string, options: Options = {}): ImportField =>
  field('amount', decimal, description, { unit: 'money in `currency`', example: '49.90', ...options });

/** A decimal number that is no money. */
export const number = (description: string, options: Options = {}): ImportField =>
  field('decimal', decimal, description, { example: '1', ...options });

/** A whole number from zero. */
export const count = (description: string, options: Options = {}): ImportField =>
  field('count', z.number().int().min(0), description, { example: '1', ...options });

/** The currency of every amount of the row. */
export const currencyCode = (
  description = 'currency of the amounts; absent = that of the mapping, else of the tenant',
): ImportField => field('currency', currency, description, { unit: 'ISO 4217', example: 'EUR' });

/** Yes or no, in German or English. */
export const flag = (description: string, options: Options = {}): ImportField =>
  field('flag', z.boolean(), description, { example: 'yes', ...options });

/** One of a few words; the mapping translates what a file says instead. */
export const choice = (
  choices: readonly [string, ...string[]],
  description: string,
  options: Options = {},
): ImportField => ({
  ...field('choice', z.enum(choices), description, { example: choices[0], ...options }),
  choices,
});
