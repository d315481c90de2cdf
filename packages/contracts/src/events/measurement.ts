import { z } from 'zod';
import { currency, day, decimal, money, purpose, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const count = z.number().int().min(0);

export const campaignSpend = defineEvent({
  type: 'campaign.spend.v1',
  summary:
    'What a campaign cost and delivered in one geo on one day; a correction repeats the key with a higher revision.',
  schema: z.object({
    tenant: slug,
    day,
    channel: z.string().max(128),
    campaign: z.string().max(256),
    geo: z.string().max(64),
    cost: money,
    impressions: count.optional(),
    clicks: count.optional(),
    reach: count.optional(),
    frequency: decimal.optional(),
    revision: z.number().int().min(1),
  }),
  key: (payload) => `${payload.tenant}/${payload.day}/${payload.channel}/${payload.campaign}/${payload.geo}`,
  topic: standardTopic,
  examples: [
    {
      title: 'search spend of one day',
      payload: {
        tenant: 'demo',
        day: '2026-11-23',
        channel: 'Paid Search',
        campaign: 'brand',
        geo: 'BY',
        cost: { amount: '412.50', currency: 'EUR' },
        impressions: 20400,
        clicks: 610,
        revision: 1,
      },
    },
  ],
});

export const productPrice = defineEvent({
  type: 'product.price.v1',
  summary: 'Price of a product from a day on, with the list price where it is reduced.',
  schema: z.object({
    tenant: slug,
    productId: z.string().max(128),
    validFrom: day,
    geo: z.string().max(64).optional(),
    price: money,
    listPrice: money.optional(),
    promotion: z.string().max(128).optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.productId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'reduced lamp',
      payload: {
        tenant: 'demo',
        productId: 'L-100',
        validFrom: '2026-11-23',
        price: { amount: '49.90', currency: 'EUR' },
        listPrice: { amount: '59.90', currency: 'EUR' },
        promotion: 'black-week',
      },
    },
  ],
});

export const outcomeReported = defineEvent({
  type: 'outcome.reported.v1',
  summary: 'A measured outcome of one geo and day that did not come through tracking (shops, history).',
  schema: z.object({
    tenant: slug,
    day,
    geo: z.string().max(64),
    outcome: z.string().max(64).describe('orders, revenue, visits …'),
    value: decimal,
    currency: currency.optional(),
    revision: z.number().int().min(1),
  }),
  key: (payload) => `${payload.tenant}/${payload.day}/${payload.geo}/${payload.outcome}`,
  topic: standardTopic,
  examples: [
    {
      title: 'revenue of one day',
      payload: {
        tenant: 'demo',
        day: '2026-11-23',
        geo: 'BY',
        outcome: 'revenue',
        value: '18230.40',
        currency: 'EUR',
        revision: 1,
      },
    },
  ],
});

export const calendarDay = defineEvent({
  type: 'calendar.day.v1',
  summary: 'A day that is special in a geo: holiday, school break, own event.',
  schema: z.object({
    tenant: slug,
    day,
    geo: z.string().max(64),
    kind: z.enum(['holiday', 'school-break', 'event']),
    name: z.string().max(128),
  }),
  key: (payload) => `${payload.tenant}/${payload.day}/${payload.geo}`,
  topic: standardTopic,
  examples: [
    {
      title: 'holiday',
      payload: { tenant: 'demo', day: '2026-10-03', geo: 'BY', kind: 'holiday', name: 'Tag der Deutschen Einheit' },
    },
  ],
});

const optionalDecimal = decimal.optional();

const share = z.number().min(0);
/** Settings of single models; present where the model of the run looked at them. */
const attributionParameters = {
  direct: z.string().max(128).optional().describe('last-non-direct: channel that it passes over'),
  position: z.array(share).length(3).optional().describe('position: shares of first, middle and last touch'),
  halfLifeDays: z.number().positive().optional().describe('time-decay: half-life'),
  decay: z.number().positive().max(1).optional().describe('step-decay: factor per period'),
  periodHours: z.number().positive().optional().describe('step-decay: period'),
  weights: z.record(z.string().max(128), share).optional().describe('custom: weights by channel or position'),
  weightsBy: z.enum(['channel', 'position']).optional().describe('custom: what weights are by'),
  intervals: count.optional().describe('bootstrap replications of the intervals; absent = no intervals'),
};

export const attributionComputed = defineEvent({
  type: 'attribution.computed.v1',
  summary: 'One attribution run: descriptive credit per channel, never a causal claim.',
  schema: z.object({
    runId: uuid,
    tenant: slug,
    at: z.string().max(40),
    model: z.string().max(40),
    order: z.number().int().min(1).max(4).optional(),
    ...attributionParameters,
    nulls: z.boolean(),
    transform: z.array(z.string().max(64)).max(8),
    by: z.enum(['channel', 'source', 'campaign']),
    seed: z.number().int().min(0),
    dataHash: z.string().max(64),
    from: z.string().max(40).optional(),
    to: z.string().max(40).optional(),
    lookBackDays: z.number().min(0),
    purpose: purpose
      .optional()
      .describe(
        'what the journeys were used for: they hold nothing of persons who do not allow it; absent = all there were',
      ),
    channels: z
      .array(
        z.object({
          channel: z.string().max(256),
          conversions: z.number(),
          value: z.number(),
          removalEffect: z.number().optional(),
          removalEffectValue: z.number().optional(),
          conversionsLow: z.number().optional(),
          conversionsHigh: z.number().optional(),
        }),
      )
      .max(2000),
    totals: z.object({
      journeys: count,
      conversions: z.number(),
      value: z.number(),
      nulls: z.number(),
      censored: count.optional(),
    }),
    currency: currency.optional(),
    totalValue: optionalDecimal,
  }),
  key: (payload) => `${payload.tenant}/${payload.runId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'last touch over two channels',
      payload: {
        runId: 'b7d9f3c4-1111-5222-8333-444455550001',
        tenant: 'demo',
        at: '2026-11-24T09:15:00.000Z',
        model: 'last',
        nulls: true,
        transform: [],
        by: 'channel',
        seed: 0,
        dataHash: 'a9f0c1',
        lookBackDays: 30,
        channels: [
          { channel: 'Email', conversions: 2, value: 119.8 },
          { channel: 'Paid Search', conversions: 1, value: 59.9 },
        ],
        totals: { journeys: 10, conversions: 3, value: 179.7, nulls: 7 },
      },
    },
    {
      title: 'journeys of persons who allow measurement of advertising',
      payload: {
        runId: 'b7d9f3c4-1111-5222-8333-444455550002',
        tenant: 'demo',
        at: '2026-11-24T09:15:00.000Z',
        model: 'time-decay',
        halfLifeDays: 7,
        nulls: true,
        transform: [],
        by: 'channel',
        seed: 0,
        dataHash: 'a9f0c2',
        lookBackDays: 30,
        purpose: 'ad_measurement',
        channels: [{ channel: 'Email', conversions: 2, value: 119.8 }],
        totals: { journeys: 5, conversions: 2, value: 119.8, nulls: 3 },
        currency: 'EUR',
      },
    },
  ],
});
