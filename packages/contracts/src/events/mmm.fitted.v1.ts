import { z } from 'zod';
import { currency, day, instant, jsonObject, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const count = z.number().int().min(0);

/** Posterior mean with the bounds of the equal-tailed 90 % interval. */
export const posteriorInterval = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .describe('posterior mean and equal-tailed 90 % interval');

const share = (what: string) => posteriorInterval.describe(`${what}, 0 to 1`);

const channel = z.object({
  channel: z.string().max(128),
  kind: z.enum(['paid', 'reach-frequency', 'organic']),
  spend: z.number().describe('money over all periods; 0 for an organic channel'),
  roi: posteriorInterval.nullable().describe('value per unit of money spent; null for an organic channel'),
  mroi: posteriorInterval
    .nullable()
    .describe('value of the next unit of money, per unit of money; null for an organic channel'),
  contribution: posteriorInterval.describe('outcome added over all periods, as value where the outcome has one'),
  share: share('contribution by the total outcome'),
  costPerOutcome: posteriorInterval.nullable().describe('money per unit of outcome added'),
  halfLife: posteriorInterval.describe('periods until half of the effect of a period has come'),
  carriedOver: share('part of the effect that comes after the period of the media'),
  saturation: posteriorInterval
    .nullable()
    .describe('effect at today’s media by the most the channel can reach, 0 to 1'),
});

const quality = z.object({
  sample: z.enum(['fit', 'holdout']).describe('periods the model saw, or the last ones that a first fit did not see'),
  level: z.enum(['geo', 'national']),
  periods: count,
  r2: z.number().nullable().describe('share of variance explained; null where the outcome does not vary'),
  mape: z.number().nullable().describe('mean absolute error by the outcome, 0 to 1; null where it is 0 throughout'),
  wmape: z.number().describe('sum of absolute errors by the sum of outcomes, 0 to 1'),
  crps: z.number().describe('mean continuous ranked probability score, in units of the outcome'),
  coverage90: z.number().describe('share of observations inside the 90 % predictive interval'),
});

const check = z.object({
  check: z.string().max(64),
  subject: z.string().max(256).optional(),
  status: z.enum(['pass', 'review']),
  value: z.number().nullable().describe('null where it is not finite'),
  threshold: z.number(),
});

const calibration = z.object({
  experiment: z.string().max(128),
  channel: z.string().max(128),
  lift: z.number(),
  standardError: z.number(),
  modelled: posteriorInterval,
  weight: z.number().describe('share of information about the lift that came from the experiment, 0 to 1'),
});

const named = z.object({ parameter: z.string().max(256), value: z.number() });

export const mmmFitted = defineEvent({
  type: 'mmm.fitted.v1',
  summary: 'One media mix fit that passed its checks: what channels cause by the model, with intervals.',
  schema: z.object({
    runId: uuid.describe('of tenant, specification, data, seed and sampler: the same fit has the same id'),
    tenant: slug,
    model: slug.describe('name of the model; a tenant may have several'),
    at: instant,
    spec: jsonObject.describe('the specification with all defaults filled in'),
    dataHash: z.string().max(64),
    seed: count,
    versions: z.object({ stellwerk: z.string().max(64), node: z.string().max(64), model: z.string().max(64) }),
    command: z.string().max(1024).describe('gives the same bytes again'),
    data: z.object({
      grain: z.enum(['day', 'week']),
      from: day,
      to: day,
      periods: count,
      geos: count,
      currency: currency.nullable(),
      outcome: z.object({
        name: z.string().max(128),
        unit: z.string().max(64),
        total: z.number(),
        totalValue: z.number().nullable(),
      }),
    }),
    diagnostics: z.object({
      chains: count,
      warmup: count,
      draws: count,
      divergences: count,
      maxTreeDepthHits: count,
      worstRhat: named,
      leastEssBulk: named,
      leastEssTail: named,
      seconds: z.number().min(0),
    }),
    channels: z.array(channel).max(200),
    curves: z
      .array(
        z.object({
          channel: z.string().max(128),
          points: z
            .array(z.object({ spend: z.number(), value: posteriorInterval, marginal: posteriorInterval }))
            .max(100),
        }),
      )
      .max(200),
    quality: z.array(quality).max(8),
    review: z.array(check).max(2000),
    calibration: z.array(calibration).max(500),
    warnings: z.array(z.object({ code: z.string().max(64), text: z.string().max(1024) })).max(200),
  }),
  key: (payload) => `${payload.tenant}/${payload.runId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'a paid channel',
      payload: {
        runId: 'b7d9f3c4-1111-5222-8333-444455550010',
        tenant: 'demo',
        model: 'orders',
        at: '2026-11-24T09:15:00.000Z',
        spec: { name: 'orders', outcome: { column: 'orders' } },
        dataHash: 'a9f0c1',
        seed: 1,
        versions: { stellwerk: '0.1.0', node: '24.21.0', model: '1' },
        command: 'stellwerk mmm fit --tenant demo --seed 1',
        data: {
          grain: 'week',
          from: '2023-11-27',
          to: '2026-11-22',
          periods: 156,
          geos: 10,
          currency: 'EUR',
          outcome: { name: 'orders', unit: 'orders', total: 32000, totalValue: 1900000 },
        },
        diagnostics: {
          chains: 4,
          warmup: 1000,
          draws: 1000,
          divergences: 0,
          maxTreeDepthHits: 0,
          worstRhat: { parameter: 'sigma', value: 1.004 },
          leastEssBulk: { parameter: 'sigma', value: 1210 },
          leastEssTail: { parameter: 'sigma', value: 1400 },
          seconds: 48.2,
        },
        channels: [
          {
            channel: 'Paid Social',
            kind: 'paid',
            spend: 25000,
            roi: { mean: 1.4, low: 0.6, high: 2.3 },
            mroi: { mean: 0.9, low: 0.3, high: 1.6 },
            contribution: { mean: 35000, low: 15000, high: 57500 },
            share: { mean: 0.018, low: 0.008, high: 0.03 },
            costPerOutcome: { mean: 42, low: 26, high: 99 },
            halfLife: { mean: 0.7, low: 0.3, high: 1.4 },
            carriedOver: { mean: 0.3, low: 0.1, high: 0.5 },
            saturation: { mean: 0.4, low: 0.2, high: 0.6 },
          },
        ],
        curves: [
          {
            channel: 'Paid Social',
            points: [
              {
                spend: 25000,
                value: { mean: 35000, low: 15000, high: 57500 },
                marginal: { mean: 0.9, low: 0.3, high: 1.6 },
              },
            ],
          },
        ],
        quality: [
          {
            sample: 'holdout',
            level: 'national',
            periods: 13,
            r2: 0.6,
            mape: 0.07,
            wmape: 0.06,
            crps: 9.1,
            coverage90: 0.92,
          },
        ],
        review: [{ check: 'convergence', status: 'pass', value: 1.004, threshold: 1.01 }],
        calibration: [
          {
            experiment: 'social-dark-test',
            channel: 'Paid Social',
            lift: 310,
            standardError: 90,
            modelled: { mean: 280, low: 150, high: 420 },
            weight: 0.4,
          },
        ],
        warnings: [],
      },
    },
  ],
});
