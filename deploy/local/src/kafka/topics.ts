import '@stellwerk/bus/request-queue-patch';
import { UnavailableError } from '@stellwerk/bus';
import { StellwerkError, type TopicSpec } from '@stellwerk/contracts';
import kafkajs from 'kafkajs';
import { errors } from '../errors.js';

// Node finds the error classes of kafkajs on its default export alone.
const { Kafka, KafkaJSAggregateError, logLevel } = kafkajs;

/**
 * Creates the topics that do not exist yet and returns their names; existing ones are left as they are.
 * @throws UnavailableError when no broker answers; LOC_TOPICS_REFUSED
 */
export async function createTopics(
  brokers: readonly string[],
  topics: readonly TopicSpec[],
  replicationFactor = 1,
): Promise<string[]> {
  try {
    return await createMissing(brokers, topics, replicationFactor);
  } catch (error) {
    const refusals = error instanceof KafkaJSAggregateError ? error.errors.map(textOf) : [];
    if (refusals.length === 0) throw new UnavailableError('kafka', { cause: error });
    throw new StellwerkError(errors.TOPICS_REFUSED, { problem: [...new Set(refusals)].join('; ') }, { cause: error });
  }
}

const textOf = (refusal: Error | string) => (refusal instanceof Error ? refusal.message : refusal);

async function createMissing(
  brokers: readonly string[],
  topics: readonly TopicSpec[],
  replicationFactor: number,
): Promise<string[]> {
  const admin = new Kafka({ clientId: 'stellwerk-topics', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic.name));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: true,
        topics: missing.map((topic) => ({
          topic: topic.name,
          numPartitions: topic.partitions,
          replicationFactor,
          configEntries: topicConfig(topic),
        })),
      });
    }
    return missing.map((topic) => topic.name);
  } finally {
    await admin.disconnect();
  }
}

/** Room for an original of 2 MiB under seal, as text in JSON; the bus refuses what would not fit. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/** The broker's settings for a topic policy. */
export function topicConfig({ compacted, retentionMs }: TopicSpec): { name: string; value: string }[] {
  return [
    { name: 'cleanup.policy', value: compacted ? 'compact' : 'delete' },
    { name: 'max.message.bytes', value: String(MAX_MESSAGE_BYTES) },
    { name: 'retention.ms', value: String(retentionMs ?? -1) },
  ];
}
