import { compactedTopic, standardTopic, type TopicPolicy } from './core/event-contract.js';
import { eventContracts } from './registry.js';

export interface TopicSpec extends TopicPolicy {
  readonly name: string;
}

/** Services that consume from the bus; each owns `<service>.dead.v1`. */
export const consumingServices = ['tracking', 'identity', 'warehouse', 'attribution'] as const;
export type ConsumingService = (typeof consumingServices)[number];

const DAY_MS = 86_400_000;

/** Takes the tiny records by which a bus that could not write finds out whether it can again; nobody reads them. */
export const probeTopic: TopicSpec = {
  name: 'stellwerk.probe.v1',
  partitions: 1,
  retentionMs: DAY_MS,
  compacted: false,
};

/** Topics that only their owner reads: commands between partitions, changelogs of local state, and probes. */
export const internalTopics: readonly TopicSpec[] = [
  { name: 'identity.component.v1', ...standardTopic },
  { name: 'identity.changelog.v1', ...compactedTopic },
  { name: 'tracking.imported.v1', ...compactedTopic },
  probeTopic,
];

/** Name of the dead-letter topic of a service. */
export const deadLetterTopic = (service: string): string => `${service}.dead.v1`;

/** Everything the broker must have before a service starts. */
export function allTopics(): TopicSpec[] {
  return [
    ...eventContracts.map((contract) => ({ name: contract.type, ...contract.topic })),
    ...internalTopics,
    ...consumingServices.map((service) => ({
      name: deadLetterTopic(service),
      ...standardTopic,
      retentionMs: 30 * DAY_MS,
    })),
  ];
}
