import { z } from 'zod';
import { currency } from '../core/common.js';
import { importKindNames } from './names.js';

const columnName = z.string().min(1).max(256);
const fieldName = z
  .string()
  .regex(/^[a-z][a-z_]{0,63}$|^(consent|properties)\.[A-Za-z0-9][\w .:-]{0,63}$/)
  .describe('field of the kind, `consent.<category>` or `properties.<name>`');
const mark = z.string().length(1);

const numbers = z
  .union([
    z.enum(['plain', 'german', 'english']),
    z.strictObject({
      decimal: mark.describe('decimal mark'),
      group: mark.optional().describe('mark between groups of three digits'),
    }),
  ])
  .describe('plain = 1234.56, german = 1.234,56, english = 1,234.56');

const dates = z
  .string()
  .min(2)
  .max(40)
  .describe(
    'iso = 2026-11-24[T10:00:00], german = 24.11.2026[ 10:00[:00]], uk = 24/11/2026, us = 11/24/2026, unix = seconds, unix-ms, or a pattern of YYYY YY MM M DD D HH H hh h mm ss SSS a',
  );

const column = z.union([
  fieldName,
  z.strictObject({
    field: fieldName,
    dates: dates.optional(),
    numbers: numbers.optional(),
    values: z
      .record(z.string().max(256), z.union([z.string().max(2_048), z.number(), z.boolean()]))
      .optional()
      .describe('what a cell says → what it means'),
  }),
]);

/** How the columns of a file become the fields of a kind. A file whose columns carry the names of the fields needs none. */
export const importMapping = z.strictObject({
  kind: z.enum(importKindNames).optional().describe('checked against the kind of the import'),
  format: z.enum(['csv', 'jsonl', 'parquet']).optional().describe('absent = seen from the file'),
  encoding: z
    .enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
    .optional()
    .describe('of CSV and JSONL; absent = seen from the file'),
  csv: z
    .strictObject({
      delimiter: mark.optional().describe('absent = seen from the header: one of , ; tab |'),
      quote: mark.optional().describe('default "'),
      skipLines: z.number().int().min(0).max(1_000).optional().describe('lines before the header'),
    })
    .optional(),
  numbers: numbers.optional(),
  dates: dates.optional(),
  timezone: z.string().max(64).optional().describe("IANA time zone of times that name none; absent = the tenant's"),
  currency: currency.optional().describe("of amounts without a currency of their own; absent = the tenant's"),
  empty: z.array(z.string().max(64)).max(20).optional().describe('cells that mean nothing, beside empty ones'),
  lines: z.boolean().optional().describe('adjacent rows of one key are lines of one sale'),
  columns: z
    .record(columnName, column)
    .optional()
    .describe(
      'column of the file → field; a path such as customer.email reaches into JSON. Other columns are left out',
    ),
  constants: z
    .record(fieldName, z.union([z.string().max(2_048), z.number(), z.boolean()]))
    .optional()
    .describe('fields that are the same in every row'),
});
export type ImportMapping = z.infer<typeof importMapping>;
export type NumberFormat = z.infer<typeof numbers>;
