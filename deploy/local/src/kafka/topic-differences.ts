import type { TopicSpec } from '@stellwerk/contracts';
import kafkajs, { type Admin } from 'kafkajs';
import { topicConfig } from './topic-config.js';

// Node finds the enumerations of kafkajs on its default export alone.
const { TOPIC } = kafkajs.ConfigResourceTypes;

/** A topic as the broker has it. */
export interface ActualTopic {
  readonly partitions: number;
  /** Fewest copies of any partition. */
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Topics as the broker has them, by name. */
export async function readTopics(
  admin: Admin,
  topics: readonly TopicSpec[],
): Promise<ReadonlyMap<string, ActualTopic>> {
  if (topics.length === 0) return new Map();
  const names = topics.map(({ name }) => name);
  const [metadata, configs] = await Promise.all([
    admin.fetchTopicMetadata({ topics: names }),
    admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((topic) => ({
        type: TOPIC,
        name: topic.name,
        configNames: Object.keys(topicConfig(topic, 1)),
      })),
    }),
  ]);
  const configOf = new Map(
    configs.resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
  return new Map(
    metadata.topics.map(({ name, partitions }) => [
      name,
      {
        partitions: partitions.length,
        replicationFactor: Math.min(...partitions.map(({ replicas }) => replicas.length)),
        config: configOf.get(name) ?? {},
      },
    ]),
  );
}

/** How a topic differs from what it should be, a line each. */
export function differencesOf(
  topic: TopicSpec,
  actual: ActualTopic | undefined,
  replicationFactor: number,
): readonly string[] {
  if (!actual) return [];
  const expected = {
    partitions: String(topic.partitions),
    'replication factor': String(replicationFactor),
    ...topicConfig(topic, replicationFactor),
  };
  const found: Readonly<Record<string, string | undefined>> = {
    partitions: String(actual.partitions),
    'replication factor': String(actual.replicationFactor),
    ...actual.config,
  };
  return Object.entries(expected)
    .filter(([name, value]) => found[name] !== value)
    .map(([name, value]) => `${topic.name}: ${name} is ${found[name] ?? 'unknown'}, should be ${value}`);
}
