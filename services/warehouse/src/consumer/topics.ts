import { allTopics, internalTopics, trackingEvent } from '@stellwerk/contracts';

const internal = new Set(internalTopics.map(({ name }) => name));

/** Every topic but those that only their owner reads. */
export const warehouseTopics: readonly string[] = allTopics()
  .map(({ name }) => name)
  .filter((name) => !internal.has(name));

/** What analysts watch as it happens. */
export const liveTopics: readonly string[] = [trackingEvent.type];

/** Everything else: written seldom and in large parts, because every insert costs ClickHouse more than its rows. */
export const patientTopics: readonly string[] = warehouseTopics.filter((name) => !liveTopics.includes(name));
