import { z } from 'zod';
import { instant, slug } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const DAY_MS = 86_400_000;

/**
 * Something followed what no person sees: the hidden link or the decoy endpoint. Every instance of the door reads it, so
 * that what this visitor sends until its day ends is marked.
 */
export const trackingTrapped = defineEvent({
  type: 'tracking.trapped.v1',
  summary: 'A trap for programs was followed; marks what the same visitor sends within the next day.',
  schema: z.object({
    tenant: slug,
    source: slug,
    trap: z.enum(['link', 'endpoint']).describe('the hidden link, or the decoy endpoint'),
    visitor: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe('keyed hash of day, address and user agent: hashes of two days cannot be compared'),
    at: instant,
  }),
  key: (payload) => `${payload.tenant}/${payload.visitor}`,
  topic: { ...standardTopic, partitions: 1, retentionMs: 2 * DAY_MS },
  examples: [
    {
      title: 'hidden link followed',
      payload: {
        tenant: 'demo',
        source: 'web',
        trap: 'link',
        visitor: '5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b',
        at: '2026-11-24T09:15:00.480Z',
      },
    },
  ],
});
