import { day, jsonObject, slug } from '@stellwerk/contracts';
import { z } from 'zod';
import { mediaPlanSchema } from '../domain/forecast/media-plan.js';
import { scenarioQuestion } from '../run/scenario-run.js';

const model = slug.default('default').describe('name of the model');
const money = z.number().min(0).max(1e15);

/** Settings of the sampler; absent = as the specification says. */
const sampling = z
  .strictObject({
    seed: z.number().int().min(0).max(4_294_967_295).optional(),
    chains: z.number().int().min(1).max(16).optional(),
    warmup: z.number().int().min(20).max(10_000).optional(),
    draws: z.number().int().min(10).max(10_000).optional(),
  })
  .default({});

export const fitRequest = z.strictObject({
  tenant: slug,
  model,
  specification: jsonObject.optional().describe("absent = the tenant's mmm-spec document of the model's name"),
  experiments: z.array(jsonObject).max(500).optional().describe('measured lifts beside those of the specification'),
  sampling,
});

export const tenantQuery = z.object({ tenant: slug, model: slug.optional() });
export const reportQuery = z.object({ language: z.enum(['en', 'de']).default('en') });
export const promotionRequest = z.strictObject({ reason: z.string().max(512).optional() });

const goal = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('budget'), total: money.optional().describe("absent = today's sum") }),
    z.strictObject({ kind: z.literal('roi'), target: z.number().positive() }),
    z.strictObject({ kind: z.literal('marginal-roi'), target: z.number().positive() }),
    z.strictObject({ kind: z.literal('outcome'), target: z.number().positive() }),
  ])
  .describe('what the money is to reach');

const share = z.number().gt(0).max(1);
const measure = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('mean') }),
    z.strictObject({ kind: z.literal('cvar'), share }),
    z.strictObject({ kind: z.literal('mean-deviation'), aversion: z.number().min(0).max(100) }),
    z.strictObject({ kind: z.literal('quantile'), share }),
    z.strictObject({ kind: z.literal('probability') }),
  ])
  .describe('what of the distribution of the outcome counts');

export const planRequest = z
  .strictObject({
    tenant: slug,
    model,
    from: day,
    to: day,
    goal: goal.default({ kind: 'budget' }),
    measure: measure.default({ kind: 'mean' }),
    limits: z
      .array(
        z.strictObject({
          channel: z.string().min(1).max(128),
          min: money.optional().describe('least money over the plan'),
          max: money.optional().describe('most money over the plan'),
          minimumIfOn: money.optional().describe('nothing, or at least so much over the plan'),
          locked: z.boolean().optional().describe('the channel keeps what it has'),
        }),
      )
      .max(200)
      .default([]),
    groups: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(128),
          channels: z.array(z.string().min(1).max(128)).min(1).max(200),
          min: money.optional(),
          max: money.optional(),
        }),
      )
      .max(100)
      .default([]),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not lie before from' });

export const rollbackRequest = z.strictObject({ tenant: slug });
export const refitRequest = z.strictObject({ tenant: slug, force: z.boolean().default(false) });
export const recordQuery = z.object({ tenant: slug, model });
export const forecastRequest = z.strictObject({ tenant: slug, model, plan: mediaPlanSchema });
export const scenarioRequest = scenarioQuestion.extend({ tenant: slug, model });
