import type { ControlTable } from '@stellwerk/bus';
import type { TrackedEvent } from '@stellwerk/contracts';
import { createBehaviourEnrichment } from './behaviour-enrichment.js';
import { createChannelEnrichment } from './channel-enrichment.js';
import { createCompletion } from './completion.js';
import { createConversion } from './conversion.js';
import type { MasterRecords } from './master-data.js';

/**
 * What is found out of an event behind the door, in order: what shop and marketing know of its products and campaign, what it
 * is worth, how its visitor behaves, and which channel brought the visit.
 */
export function createEnrichment(control: ControlTable, records: MasterRecords): (event: TrackedEvent) => TrackedEvent {
  const steps = [
    createCompletion(records),
    createConversion(control),
    createBehaviourEnrichment(),
    createChannelEnrichment(control),
  ];
  return (event) => steps.reduce((enriched, step) => step(enriched), event);
}
