import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

/** All that remains of events without a purpose for storage, and of duplicates: a number. */
export const trackingCounted = defineEvent({
  type: 'tracking.counted.v1',
  summary: 'Anonymous count of events that were not kept, by reason.',
  schema: z.object({
    countId: uuid,
    tenant: slug,
    source: slug,
    hour: instant.describe('start of the hour of receipt'),
    reason: z.enum(['consent', 'duplicate']),
    count: z.number().int().min(1),
  }),
  key: (payload) => `${payload.tenant}/${payload.source}`,
  topic: standardTopic,
  examples: [
    {
      title: 'three events without permission',
      payload: {
        countId: '3f1d7d1e-77a7-5c7b-8d63-0e6f8f4c2b1a',
        tenant: 'demo',
        source: 'web',
        hour: '2026-11-24T09:00:00.000Z',
        reason: 'consent',
        count: 3,
      },
    },
  ],
});
