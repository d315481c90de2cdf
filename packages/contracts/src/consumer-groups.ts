import { trackingEvent } from './events/tracking.event.v1.js';
import { allTopics, internalTopics } from './topics.js';

/** A consumer group with all topics that its members read. */
export interface ConsumerGroup {
  readonly group: string;
  readonly topics: readonly string[];
}

/** Topics whose rows analysts watch as they come. */
const liveTopics: readonly string[] = [trackingEvent.type];
const internal = new Set(internalTopics.map(({ name }) => name));

/**
 * The groups of the warehouse. Together they read every topic but those that only their owner reads. What happens in shops is
 * stored as it comes; the rest seldom and in large parts, because every insert costs ClickHouse more than its rows.
 */
export const warehouseGroups = {
  live: { group: 'warehouse', topics: liveTopics },
  patient: {
    group: 'warehouse-patient',
    topics: allTopics()
      .map(({ name }) => name)
      .filter((name) => !internal.has(name) && !liveTopics.includes(name)),
  },
} as const satisfies Readonly<Record<string, ConsumerGroup>>;
