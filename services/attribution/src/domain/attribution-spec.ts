import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../errors.js';
import { parseTransform } from './transforms.js';

export const models = [
  'first',
  'last',
  'last-non-direct',
  'linear',
  'position',
  'time-decay',
  'step-decay',
  'custom',
  'markov',
  'shapley',
  'shapley-rate',
] as const;
export type Model = (typeof models)[number];

/** Touch of a path by its place, or all others. */
const POSITION = /^(-?[1-9]\d{0,4}|\*)$/;

const share = z.number().min(0).max(1_000_000);

/** What to compute; the same in the service, on the command line and in results. */
export const attributionSpec = z.strictObject({
  model: z.enum(models),
  order: z.number().int().min(1).max(4).default(1).describe('touches that make up a state of the Markov chain'),
  nulls: z.boolean().default(true).describe('whether journeys without conversion take part (Markov)'),
  transform: z
    .array(z.string().max(64))
    .max(8)
    .default([])
    .describe('changes of each path before counting, in this order'),
  by: z.enum(['channel', 'source', 'campaign']).default('channel').describe('what a touch is named by'),
  seed: z.number().int().min(0).max(4_294_967_295).default(0).describe('seed of the intervals'),
  direct: z.string().min(1).max(128).default('Direct').describe('channel that last-non-direct passes over'),
  position: z.tuple([share, share, share]).default([40, 20, 40]).describe('shares of first, middle and last touch'),
  halfLifeDays: z.number().positive().max(3_650).default(7).describe('half-life of time-decay'),
  decay: z.number().positive().max(1).default(0.5).describe('factor per period of step-decay'),
  periodHours: z.number().positive().max(87_600).default(168).describe('period of step-decay'),
  weights: z
    .record(z.string().max(128), share)
    .default({})
    .describe('weights of custom by channel or position; "*" = all without one of their own'),
  weightsBy: z
    .enum(['channel', 'position'])
    .default('channel')
    .describe('what weights are by; positions count 1, 2, … from the first touch and -1, -2, … from the last'),
  intervals: z
    .number()
    .int()
    .min(0)
    .max(2_000)
    .default(0)
    .describe('bootstrap replications for 95 % intervals; 0 = none'),
});
export type AttributionSpec = z.infer<typeof attributionSpec>;

/** Fills in defaults. @throws StellwerkError ATT_SPEC_INVALID naming the field */
export function parseSpec(given: unknown): AttributionSpec {
  const parsed = attributionSpec.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    throw new StellwerkError(
      errors.SPEC_INVALID,
      { problem: `${field}: ${issue?.message ?? 'does not fit'}` },
      { field },
    );
  }
  for (const text of parsed.data.transform) parseTransform(text);
  const { position, model, weights, weightsBy } = parsed.data;
  if (position[0] + position[2] <= 0) throw invalid('position', 'the first and last shares must not both be 0');
  if (model === 'custom' && Object.keys(weights).length === 0)
    throw invalid('weights', 'the custom model needs weights by channel or position, such as --weight Email=2');
  const odd = weightsBy === 'position' ? Object.keys(weights).find((key) => !POSITION.test(key)) : undefined;
  if (odd !== undefined) throw invalid('weights', `"${odd}" is no position; give 1, 2, … or -1, -2, … or *`);
  return parsed.data;
}

const invalid = (field: string, problem: string) =>
  new StellwerkError(errors.SPEC_INVALID, { problem: `${field}: ${problem}` }, { field });
