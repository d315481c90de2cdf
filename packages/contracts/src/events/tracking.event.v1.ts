import { defineEvent, standardTopic } from '../core/event-contract.js';
import { trackedEventExamples } from './tracked-event.examples.js';
import { trackedEvent } from './tracked-event.js';

/** One canonical event, de-duplicated and enriched: what everything downstream reads. */
export const trackingEvent = defineEvent({
  type: 'tracking.event.v1',
  summary: 'One canonical event after de-duplication and enrichment.',
  schema: trackedEvent,
  key: (payload) => `${payload.tenant}/${payload.personKey}`,
  topic: { ...standardTopic, retentionMs: 8 * 86_400_000 },
  examples: trackedEventExamples,
});
