import '@stellwerk/bus/request-queue-patch';
import { type KafkaAccess, kafkaOptions, UnavailableError } from '@stellwerk/bus';
import { StellwerkError, type TopicSpec } from '@stellwerk/contracts';
import kafkajs, { type Admin } from 'kafkajs';
import { errors } from '../errors.js';
import { topicConfig } from './topic-config.js';
import { differencesOf, readTopics } from './topic-differences.js';

// Node finds the error classes of kafkajs on its default export alone.
const { Kafka, KafkaJSAggregateError, logLevel } = kafkajs;

/** What became of the topics that should exist. */
export interface TopicsReport {
  readonly created: readonly string[];
  /** How topics that existed already differ from what they should be, a line each; they are left as they are. */
  readonly differences: readonly string[];
}

/**
 * Creates the topics that do not exist yet, and compares those that do.
 * @throws UnavailableError when no broker answers; LOC_TOPICS_REFUSED
 */
export async function createTopics(
  access: KafkaAccess,
  topics: readonly TopicSpec[],
  replicationFactor = 1,
): Promise<TopicsReport> {
  const kafka = new Kafka({ clientId: 'stellwerk-topics', ...kafkaOptions(access), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    const present = topics.filter(({ name }) => existing.has(name));
    if (missing.length > 0) await createAll(admin, missing, replicationFactor);
    return {
      created: missing.map(({ name }) => name),
      differences: await compare(admin, present, replicationFactor),
    };
  } catch (error) {
    const refusals = error instanceof KafkaJSAggregateError ? error.errors.map(textOf) : [];
    if (refusals.length === 0) throw new UnavailableError('kafka', { cause: error });
    throw new StellwerkError(errors.TOPICS_REFUSED, { problem: [...new Set(refusals)].join('; ') }, { cause: error });
  } finally {
    await admin.disconnect().catch(() => {});
  }
}

const textOf = (refusal: Error | string) => (refusal instanceof Error ? refusal.message : refusal);

/** A missing right to read settings must not keep a platform from being set up, but it is said. */
async function compare(admin: Admin, topics: readonly TopicSpec[], replicationFactor: number): Promise<string[]> {
  const actual = await readTopics(admin, topics).catch(() => null);
  if (!actual) return ['existing topics could not be compared: the broker does not tell their settings'];
  return topics.flatMap((topic) => differencesOf(topic, actual.get(topic.name), replicationFactor));
}

async function createAll(admin: Admin, topics: readonly TopicSpec[], replicationFactor: number): Promise<void> {
  await admin.createTopics({
    waitForLeaders: true,
    topics: topics.map((topic) => ({
      topic: topic.name,
      numPartitions: topic.partitions,
      replicationFactor,
      configEntries: Object.entries(topicConfig(topic, replicationFactor)).map(([name, value]) => ({ name, value })),
    })),
  });
}
