import { z } from 'zod';
import { ADSTOCKS, type AdstockKind, SATURATIONS, type SaturationKind } from './kinds.js';

// Only shapes stand here, so that the JSON Schema for editors says all of it; what depends on several fields is in `check.ts`.

export const column = z.string().min(1).max(256).describe('name of a column of the data');
export const name = z
  .string()
  .regex(/^[^\s/[\]][^/[\]]{0,62}$/)
  .describe('name in results; without / [ ]');
export const prior = z
  .union([z.number(), z.string().min(1).max(120)])
  .describe('distribution such as LogNormal(0.2, 0.9) or Gamma(mean=2, sd=1), or a number for a constant')
  .meta({ examples: ['LogNormal(0.2, 0.9)', 'HalfNormal(2)', 1] });
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('date as year-month-day, such as 2026-11-24');

const keys = <T extends object>(record: T) => Object.keys(record) as [keyof T & string, ...(keyof T & string)[]];
const adstockKind = z.enum(keys(ADSTOCKS) as [AdstockKind, ...AdstockKind[]]);
const saturationKind = z.enum(keys(SATURATIONS) as [SaturationKind, ...SaturationKind[]]);

export const adstock = z
  .union([
    adstockKind,
    z.strictObject({
      kind: adstockKind,
      maxLag: z.number().int().min(0).max(400).optional().describe('periods that an effect can last beyond its own'),
      normalise: z.boolean().optional().describe('whether the weights are divided by their sum'),
      priors: z.record(z.string(), prior).optional().describe('prior of each parameter by its name'),
    }),
  ])
  .describe('carry-over of the effect to later periods');

export const saturation = z
  .union([saturationKind, z.strictObject({ kind: saturationKind, priors: z.record(z.string(), prior).optional() })])
  .describe('how the effect of more media declines');

export const window = z.strictObject({ from: isoDate, to: isoDate });

export const effect = z
  .strictObject({
    on: z
      .enum(['roi', 'mroi', 'contribution', 'coefficient'])
      .describe('what the prior is about: money per money, money per next money, share of the outcome, plain factor'),
    prior: prior.optional(),
    window: window.nullable().optional().describe('periods that ROI or contribution are meant over; default all'),
  })
  .describe('size of the effect before seeing the data');

const channel = {
  name: name.optional(),
  adstock: adstock.optional(),
  saturation: saturation.optional(),
  effect: effect.optional(),
  geoEffects: z
    .strictObject({
      distribution: z.enum(['log-normal', 'normal']).optional(),
      sd: prior.optional(),
    })
    .nullable()
    .optional()
    .describe('how effects differ between geos; null = not at all'),
  timeVarying: z
    .strictObject({
      everyPeriods: z.number().int().min(2).max(400).optional(),
      sd: prior.optional(),
    })
    .nullable()
    .optional()
    .describe('effect that changes over time, between knots at this distance'),
};
const order = z
  .enum(['adstock-first', 'saturation-first'])
  .optional()
  .describe('whether media are carried over before they saturate, or after');

export const paid = z.strictObject({
  ...channel,
  order,
  spend: column.describe('column of the money spent'),
  exposure: column.optional().describe('column of impressions or clicks; default the spend'),
});
export const reachFrequency = z.strictObject({
  ...channel,
  spend: column.describe('column of the money spent'),
  reach: column.describe('column of the persons reached'),
  frequency: column.describe('column of contacts per person reached'),
});
export const organic = z.strictObject({ ...channel, order, exposure: column });

const geoSd = prior.nullable().optional().describe('standard deviation of the effect between geos; null = none');

export const treatment = z.strictObject({
  name: name.optional(),
  column,
  effect: z.strictObject({ on: z.enum(['coefficient', 'contribution']), prior: prior.optional() }).optional(),
  without: z
    .union([z.enum(['minimum', 'maximum']), z.number()])
    .optional()
    .describe('value at which the treatment adds nothing'),
  geoSd,
});
export const control = z.strictObject({
  name: name.optional(),
  column,
  prior: prior.optional(),
  scale: z.enum(['standard-deviation', 'maximum', 'none']).optional().describe('unit that the prior refers to'),
  geoSd,
});
export const price = z.strictObject({
  name: name.optional(),
  column,
  elasticity: prior.optional().describe('per cent of outcome per per cent of price'),
  reference: z.union([z.enum(['median', 'first']), z.number().positive()]).optional(),
});
export const promotion = z.strictObject({
  name: name.optional(),
  column,
  elasticity: prior.optional().describe('share of the mean outcome per unit of the column'),
});
export const holiday = z.strictObject({
  name,
  dates: z.array(isoDate).min(1).max(1_000),
  daysBefore: z.number().int().min(0).max(60).optional(),
  daysAfter: z.number().int().min(0).max(60).optional(),
  prior: prior.optional(),
});
export const seasonality = z.strictObject({
  periodDays: z.number().positive().max(4_000).optional(),
  order: z.number().int().min(1).max(30),
  prior: prior.optional(),
});
