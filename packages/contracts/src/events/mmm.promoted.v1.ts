import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

export const mmmPromoted = defineEvent({
  type: 'mmm.promoted.v1',
  summary: 'A fit became the champion of its model: plans and forecasts are made with it from then on.',
  schema: z.object({
    runId: uuid,
    tenant: slug,
    model: slug,
    previousRunId: uuid.optional().describe('the champion before; absent = there was none'),
    by: z.string().max(128),
    at: instant,
    reason: z.string().max(512).optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.model}`,
  topic: { ...standardTopic, retentionMs: null },
  examples: [
    {
      title: 'a refit replaces the champion',
      payload: {
        runId: 'b7d9f3c4-1111-5222-8333-444455550010',
        tenant: 'demo',
        model: 'orders',
        previousRunId: 'b7d9f3c4-1111-5222-8333-444455550009',
        by: 'token:anna',
        at: '2026-11-24T09:30:00.000Z',
        reason: 'weekly refit',
      },
    },
  ],
});
