import { z } from 'zod';
import { day, instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const MAX_PERIODS = 5_000;
const series = z.array(z.number()).max(MAX_PERIODS);

export const mmmDecomposed = defineEvent({
  type: 'mmm.decomposed.v1',
  summary: 'What one part of a media mix model added in each period; all parts of a run sum to what it expected.',
  schema: z.object({
    runId: uuid,
    tenant: slug,
    model: slug,
    at: instant,
    component: z.string().max(128).describe('name of the part, "(observed)" or "(expected)"'),
    kind: z.string().max(32).describe('baseline, seasonality, control, paid … observed or expected'),
    dates: z.array(day).max(MAX_PERIODS).describe('first day of each period'),
    mean: series,
    low: series.describe('5 % quantile; equal to the mean for what was observed'),
    high: series.describe('95 % quantile'),
  }),
  key: (payload) => `${payload.tenant}/${payload.runId}/${payload.component}`,
  topic: standardTopic,
  examples: [
    {
      title: 'two weeks of a channel',
      payload: {
        runId: 'b7d9f3c4-1111-5222-8333-444455550010',
        tenant: 'demo',
        model: 'orders',
        at: '2026-11-24T09:15:00.000Z',
        component: 'Paid Social',
        kind: 'paid',
        dates: ['2026-11-09', '2026-11-16'],
        mean: [12.1, 11.4],
        low: [5.2, 4.8],
        high: [19.9, 18.6],
      },
    },
  ],
});
