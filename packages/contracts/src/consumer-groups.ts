import { identityAssertion, identityRemapped } from './events/identity.js';
import { trackingEvent } from './events/tracking.event.v1.js';
import { trackingReceived } from './events/tracking.received.v1.js';
import { allTopics, type ConsumingService, internalTopics } from './topics.js';

/** A consumer group of a service, with the topics in which it commits where it stands. */
export interface ConsumerGroup {
  readonly service: ConsumingService;
  readonly group: string;
  readonly topics: readonly string[];
}

const internal = new Set(internalTopics.map(({ name }) => name));

/** What analysts watch as it happens. */
const liveTopics: readonly string[] = [trackingEvent.type];

/** Every other topic but those that only their owner reads. */
const patientTopics: readonly string[] = allTopics()
  .map(({ name }) => name)
  .filter((name) => !internal.has(name) && !liveTopics.includes(name));

/**
 * Who takes what is acknowledged at the door, until it is queryable. Services subscribe by this list, and by it others know
 * whose positions say that something is through, or about to be lost: a group that is named elsewhere by hand would be
 * waited for, or not be missed, once its topics move to another.
 */
export const consumerGroups = {
  deduplication: { service: 'tracking', group: 'tracking', topics: [trackingReceived.type] },
  assertions: { service: 'identity', group: 'identity', topics: [trackingEvent.type] },
  directory: {
    service: 'identity',
    group: 'identity-directory',
    topics: [identityAssertion.type, identityRemapped.type],
  },
  components: { service: 'identity', group: 'identity-component', topics: ['identity.component.v1'] },
  liveStorage: { service: 'warehouse', group: 'warehouse', topics: liveTopics },
  /** Written seldom and in large parts, because every insert costs ClickHouse more than its rows. */
  patientStorage: { service: 'warehouse', group: 'warehouse-patient', topics: patientTopics },
} as const satisfies Readonly<Record<string, ConsumerGroup>>;

/** The groups of a service that read some of the topics, each with those that it reads. */
export function groupsReading(service: ConsumingService, topics: readonly string[]): ConsumerGroup[] {
  return Object.values<ConsumerGroup>(consumerGroups)
    .filter((group) => group.service === service)
    .map((group) => ({ ...group, topics: topics.filter((topic) => group.topics.includes(topic)) }))
    .filter((group) => group.topics.length > 0);
}
