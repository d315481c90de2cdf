import { z } from 'zod';
import { day, instant, money, slug } from '../core/common.js';
import { compactedTopic, defineEvent } from '../core/event-contract.js';

const withdrawn = z
  .boolean()
  .optional()
  .describe('true = no longer offered or run: events are no longer completed from it, its row stays');

/** What the shop knows of a product. The latest message per product governs; each says everything that is known. */
export const productMaster = defineEvent({
  type: 'product.master.v1',
  summary: 'Master data of one product; the latest message per product completes events that name it by id alone.',
  schema: z.object({
    tenant: slug,
    productId: z.string().min(1).max(128).describe('id as clients send it with products of events'),
    name: z.string().max(512).optional(),
    category: z.string().max(256).optional().describe('main category, levels separated by " > "'),
    brand: z.string().max(128).optional(),
    parentId: z.string().max(128).optional().describe('product that this one is a variant of'),
    gtin: z
      .string()
      .regex(/^\d{8}(\d{4,6})?$/)
      .optional()
      .describe('GTIN of 8, 12, 13 or 14 digits'),
    price: money.optional().describe('selling price per piece; what it was on a day is in product.price.v1'),
    cost: money.optional().describe('what a piece costs the tenant, for margins'),
    changedAt: instant.describe('when the shop changed it'),
    withdrawn,
  }),
  key: (payload) => `${payload.tenant}/${payload.productId}`,
  topic: compactedTopic,
  examples: [
    {
      title: 'brass lamp',
      payload: {
        tenant: 'demo',
        productId: 'L-100',
        name: 'Messingleuchte',
        category: 'Leuchten > Tischleuchten',
        brand: 'Lumen',
        gtin: '4006381333931',
        price: { amount: '59.90', currency: 'EUR' },
        cost: { amount: '21.40', currency: 'EUR' },
        changedAt: '2026-11-20T08:00:00.000Z',
      },
    },
    {
      title: 'withdrawn product',
      payload: { tenant: 'demo', productId: 'L-090', changedAt: '2026-11-20T08:00:00.000Z', withdrawn: true },
    },
  ],
});

/** What marketing knows of a campaign. The latest message per campaign governs; each says everything that is known. */
export const campaignMaster = defineEvent({
  type: 'campaign.master.v1',
  summary: 'Master data of one campaign; the latest message per campaign completes visits that name it by id or code.',
  schema: z.object({
    tenant: slug,
    campaignId: z.string().min(1).max(256).describe('id in the advertising platform, as links carry it in utm_id'),
    name: z.string().max(256),
    codes: z
      .array(z.string().min(1).max(256))
      .max(20)
      .optional()
      .describe('values of utm_campaign that mean this campaign, without regard to case'),
    channel: z.string().max(128).optional().describe('channel as in the channel rules and in campaign.spend.v1'),
    source: z.string().max(256).optional(),
    medium: z.string().max(256).optional(),
    costCentre: z.string().max(64).optional(),
    objective: z.string().max(128).optional(),
    startDay: day.optional(),
    endDay: day.optional().describe('last day'),
    changedAt: instant.describe('when it was changed'),
    withdrawn,
  }),
  key: (payload) => `${payload.tenant}/${payload.campaignId}`,
  topic: compactedTopic,
  examples: [
    {
      title: 'brand search',
      payload: {
        tenant: 'demo',
        campaignId: '19283746',
        name: 'Brand search DE',
        codes: ['brand', 'brand-de'],
        channel: 'Paid Search',
        source: 'google',
        medium: 'cpc',
        costCentre: 'K-4711',
        objective: 'sales',
        startDay: '2026-01-01',
        changedAt: '2026-11-20T08:00:00.000Z',
      },
    },
  ],
});
