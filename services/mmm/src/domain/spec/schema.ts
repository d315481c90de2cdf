import { z } from 'zod';
import { calibrationSchema } from '../calibration/schema.js';
import {
  column,
  control,
  effect,
  holiday,
  name,
  organic,
  paid,
  price,
  prior,
  promotion,
  reachFrequency,
  seasonality,
  treatment,
} from './schema-parts.js';

const likelihood = z
  .union([
    z.enum(['normal', 'student-t', 'poisson', 'negative-binomial']),
    z.strictObject({ kind: z.enum(['normal', 'poisson']) }),
    z.strictObject({ kind: z.literal('student-t'), degrees: prior.optional() }),
    z.strictObject({ kind: z.literal('negative-binomial'), dispersion: prior.optional() }),
  ])
  .describe('distribution of an observation about its expectation');

const outcome = {
  column,
  unit: z.string().min(1).max(64).describe('"money" for an outcome in the currency, else such as "orders"'),
  value: z
    .union([z.strictObject({ column }), z.strictObject({ perUnit: z.number().positive() })])
    .nullable()
    .optional()
    .describe('money per unit of the outcome'),
  likelihood: likelihood.optional(),
  noise: z
    .strictObject({ sd: prior.optional(), by: z.enum(['common', 'geo']).optional() })
    .nullable()
    .optional()
    .describe('standard deviation of the scaled outcome about its expectation'),
};

const baseline = z.strictObject({
  intercept: prior.optional(),
  trend: z
    .union([z.boolean(), prior])
    .nullable()
    .optional()
    .describe('straight line over the data; true = usual prior'),
  knots: z
    .union([
      z.number().int().min(1).max(1_000),
      z.literal('auto'),
      z.strictObject({
        count: z.union([z.number().int().min(1).max(1_000), z.literal('auto')]).optional(),
        prior: prior.optional(),
      }),
    ])
    .nullable()
    .optional()
    .describe('level at so many knots with straight lines between; auto = chosen by AIC'),
  hsgp: z
    .strictObject({
      kernel: z.enum(['squared-exponential', 'matern52', 'matern32']).optional(),
      functions: z.number().int().min(3).max(200).optional(),
      boundary: z.number().min(1.05).max(4).optional(),
      lengthPeriods: prior.optional(),
      sd: prior.optional(),
    })
    .nullable()
    .optional()
    .describe('smooth level as a Gaussian process'),
  geo: prior.nullable().optional().describe('level of each geo against the largest'),
});

const sampling = z.strictObject({
  chains: z.number().int().min(1).max(64).optional(),
  warmup: z.number().int().min(20).max(100_000).optional(),
  draws: z.number().int().min(10).max(100_000).optional(),
  targetAcceptance: z.number().min(0.5).max(0.995).optional(),
  maxTreeDepth: z.number().int().min(1).max(15).optional(),
  metric: z.enum(['diagonal', 'dense', 'low-rank']).optional(),
  seed: z.number().int().min(0).max(4_294_967_295).optional(),
});

/** The specification of a media mix model as a person writes it. Everything but data and outcome has a default. */
export const mmmSpecSchema = z
  .strictObject({
    name: z.string().min(1).max(128).optional().describe('what the model is called in reports'),
    data: z.strictObject({
      date: column.describe('column with the first day of each period'),
      geo: column.nullable().optional().describe('column of the geo; absent for national data'),
      population: column.nullable().optional().describe('column of the inhabitants of the geo'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullable()
        .optional()
        .describe('ISO 4217 code of all money, such as EUR'),
      grain: z.enum(['day', 'week', 'auto']).optional(),
    }),
    outcome: z.strictObject(outcome).describe('what media are to explain'),
    furtherOutcomes: z
      .array(
        z.strictObject({ name, ...outcome, channels: z.array(z.strictObject({ name, effect: effect.optional() })) }),
      )
      .max(10)
      .optional()
      .describe('more outcomes that share carry-over and saturation with the first'),
    paid: z.array(paid).max(100).optional(),
    reachFrequency: z.array(reachFrequency).max(100).optional(),
    organic: z.array(organic).max(100).optional(),
    treatments: z.array(treatment).max(100).optional().describe('what is done beside media'),
    controls: z.array(control).max(200).optional().describe('what is not done but matters'),
    price: z.array(price).max(20).optional(),
    promotion: z.array(promotion).max(20).optional(),
    holidays: z.array(holiday).max(100).optional(),
    seasonality: z.array(seasonality).max(5).optional(),
    baseline: baseline.optional(),
    funnel: z
      .array(
        z.strictObject({
          mediator: name.describe('channel whose exposure is raised, such as brand search'),
          channels: z
            .array(z.strictObject({ name, share: prior.optional() }))
            .min(1)
            .max(50),
          noise: z.strictObject({ sd: prior.optional() }).optional(),
        }),
      )
      .max(10)
      .optional(),
    scaling: z
      .strictObject({
        outcome: z.enum(['maximum', 'standardise']).optional(),
        media: z.enum(['maximum', 'median']).optional(),
      })
      .optional(),
    holdout: z
      .strictObject({ periods: z.number().int().min(0).max(1_000).optional() })
      .optional()
      .describe('last periods that a first fit does not see'),
    calibration: calibrationSchema.optional(),
    sampling: sampling.optional(),
  })
  .meta({
    title: 'Stellwerk media mix specification',
    description: 'Data, outcome, media and priors of one media mix model.',
  });

export type SpecInput = z.infer<typeof mmmSpecSchema>;

/** JSON Schema (draft 2020-12) for editors. */
export const specJsonSchema = (): object => z.toJSONSchema(mmmSpecSchema, { io: 'input' });
