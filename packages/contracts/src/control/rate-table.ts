import { z } from 'zod';
import { currency, day, decimal } from '../core/common.js';

/** Exchange rates by day. An amount is converted by the newest day not after its own, at most `maxAgeDays` back. */
export const rateTableSpec = z.object({
  base: currency.describe('currency of which one unit is expressed in the others'),
  source: z.string().min(1).max(256).describe('who published the rates'),
  maxAgeDays: z.number().int().min(0).max(366).describe('a rate older than that converts nothing'),
  days: z
    .array(
      z.object({
        day,
        rates: z.record(currency, decimal).describe('units of each currency for one unit of the base'),
      }),
    )
    .max(4000),
});
