import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

export const jobRan = defineEvent({
  type: 'job.ran.v1',
  summary: 'State of one job run; the latest per run counts.',
  schema: z.object({
    runId: uuid,
    tenant: slug,
    job: z.string().max(64),
    state: z.enum(['started', 'progress', 'succeeded', 'failed']),
    progress: z.number().min(0).max(1),
    startedAt: instant,
    at: instant,
    errorCode: z.string().max(64).optional(),
    figures: z.record(z.string(), z.number()),
  }),
  key: (payload) => `${payload.tenant}/${payload.runId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'replay finished',
      payload: {
        runId: 'b7d9f3c4-1111-5222-8333-444455550003',
        tenant: 'demo',
        job: 'replay',
        state: 'succeeded',
        progress: 1,
        startedAt: '2026-11-24T09:15:00.000Z',
        at: '2026-11-24T09:16:00.000Z',
        figures: { sent: 1200 },
      },
    },
  ],
});
