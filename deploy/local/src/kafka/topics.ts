import '@stellwerk/bus/request-queue-patch';
import type { TopicSpec } from '@stellwerk/contracts';
import { Kafka, logLevel } from 'kafkajs';

/** Creates the topics that do not exist yet and returns their names; existing ones are left as they are. */
export async function createTopics(
  brokers: readonly string[],
  topics: readonly TopicSpec[],
  replicationFactor = 1,
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
