import { z } from 'zod';
import { currency, day, decimal, instant, jsonObject, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';
import { posteriorInterval } from './mmm.fitted.v1.js';

const probability = z.number().min(0).max(1);

export const budgetProposed = defineEvent({
  type: 'budget.proposed.v1',
  summary: 'A budget plan by a media mix model that keeps to the policy; it governs nothing until it is applied.',
  schema: z.object({
    proposalId: uuid,
    tenant: slug,
    model: slug,
    runId: uuid.describe('the fit that it was made with'),
    dataUntil: day.optional().describe('last day of the data of that fit'),
    at: instant,
    requestedBy: z.string().max(128),
    objective: jsonObject.describe('what was asked for, with its bounds and groups'),
    from: day.describe('first day of the plan'),
    to: day.describe('last day of the plan'),
    currency: currency.nullable(),
    channels: z
      .array(
        z.object({
          channel: z.string().max(128),
          current: decimal.describe('money of the window as it is spent today'),
          proposed: decimal.describe('money of the window as proposed'),
          probabilityMarginalAbove1: probability
            .optional()
            .describe('probability that the next unit of money brings back more than itself'),
        }),
      )
      .min(1)
      .max(200),
    totals: z.object({ current: decimal, proposed: decimal }),
    value: z.object({
      current: posteriorInterval.describe('what media add in the window as it is spent today'),
      proposed: posteriorInterval.describe('what media add in the window as proposed'),
      lift: posteriorInterval.describe('the difference, draw by draw'),
    }),
    probabilityBetter: probability.describe('probability that the proposal adds more than today’s plan'),
    expectedRegret: z.number().min(0).describe('value lost against knowing the true curves, on average'),
    certificate: z.object({
      kind: z.string().max(32).describe('kkt, gap or local'),
      gap: z
        .number()
        .min(0)
        .nullable()
        .describe('relative distance to the best possible plan at most; null = not known'),
    }),
    policy: z
      .object({ name: slug, version: z.number().int().min(1) })
      .nullable()
      .describe('document that the proposal was held against; null = the tenant has none'),
    basedOn: z.number().int().min(0).describe('version of the budget plan that it changes; 0 = there was none'),
    approvalId: uuid.optional().describe('request that must be approved first; absent = the policy asks for none'),
  }),
  key: (payload) => `${payload.tenant}/${payload.proposalId}`,
  topic: { ...standardTopic, retentionMs: null },
  examples: [
    {
      title: 'money moves from display to social',
      payload: {
        proposalId: 'b7d9f3c4-1111-5222-8333-444455550011',
        tenant: 'demo',
        model: 'orders',
        runId: 'b7d9f3c4-1111-5222-8333-444455550010',
        dataUntil: '2026-11-22',
        at: '2026-11-24T09:40:00.000Z',
        requestedBy: 'token:planner',
        objective: { kind: 'fixed-budget' },
        from: '2026-11-30',
        to: '2026-12-27',
        currency: 'EUR',
        channels: [
          { channel: 'Display', current: '900.00', proposed: '760.00', probabilityMarginalAbove1: 0.4 },
          { channel: 'Paid Social', current: '1300.00', proposed: '1440.00', probabilityMarginalAbove1: 0.8 },
        ],
        totals: { current: '2200.00', proposed: '2200.00' },
        value: {
          current: { mean: 3100, low: 1500, high: 4800 },
          proposed: { mean: 3220, low: 1580, high: 4950 },
          lift: { mean: 120, low: -40, high: 290 },
        },
        probabilityBetter: 0.88,
        expectedRegret: 35,
        certificate: { kind: 'kkt', gap: 0 },
        policy: { name: 'default', version: 1 },
        basedOn: 3,
        approvalId: 'b7d9f3c4-1111-5222-8333-444455550002',
      },
    },
  ],
});
