import { z } from 'zod';
import { identityKey, instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';
import { trackedEventExamples } from './tracked-event.examples.js';
import { trackedEvent } from './tracked-event.js';

/** What one HTTP request brought for one person key: minimised, not yet de-duplicated. */
export const trackingReceived = defineEvent({
  type: 'tracking.received.v1',
  summary: 'Events of one request and person key as accepted at the door, before de-duplication.',
  schema: z.object({
    tenant: slug,
    source: slug,
    requestId: uuid,
    receivedAt: instant,
    personKey: identityKey,
    events: z.array(trackedEvent).min(1).max(5000),
  }),
  key: (payload) => `${payload.tenant}/${payload.personKey}`,
  topic: standardTopic,
  examples: [
    {
      title: 'two events of one visitor',
      payload: {
        tenant: 'demo',
        source: 'web',
        requestId: '7b0f3f39-3a55-4f0e-8a1e-0c7b9d1f2a3b',
        receivedAt: '2026-11-24T09:15:00.480Z',
        personKey: 'device:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b',
        events: trackedEventExamples.slice(0, 2).map((example) => example.payload),
      },
    },
  ],
});
