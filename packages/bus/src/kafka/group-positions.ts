import { type Admin, Kafka, logLevel } from 'kafkajs';
import { UnavailableError } from '../port.js';
import { type KafkaAccess, kafkaOptions } from './access.js';
import { within } from './within.js';

/** Longest wait for all positions, attempts while a broker starts included. */
const ANSWER_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 2_000;

/** Where a consumer group stands in one partition. */
export interface GroupPosition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  /** Next offset to handle; `null` = the group has never committed here. */
  readonly committed: bigint | null;
  /** First offset that the broker still has. */
  readonly low: bigint;
  /** Offset after the newest message. */
  readonly high: bigint;
}

/** A consumer group and what it reads. */
export interface GroupTopics {
  readonly group: string;
  readonly topics: readonly string[];
}

/**
 * Positions of groups, then the ends of their topics: a group whose positions equal the ends had nothing under way in
 * between. @throws UnavailableError when no broker answers.
 */
export async function readGroupPositions(
  access: KafkaAccess,
  groups: readonly GroupTopics[],
): Promise<GroupPosition[]> {
  const kafka = new Kafka({ clientId: 'positions', ...kafkaOptions(access), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  try {
    return await within(ANSWER_LIMIT_MS, readPositions(admin, groups));
  } catch (error) {
    throw new UnavailableError('kafka', { cause: error });
  } finally {
    await within(STOP_LIMIT_MS, admin.disconnect()).catch(() => {});
  }
}

async function readPositions(admin: Admin, groups: readonly GroupTopics[]): Promise<GroupPosition[]> {
  await admin.connect();
  const committed = await Promise.all(
    groups.map(async ({ group, topics }) => ({
      group,
      topics: await admin.fetchOffsets({ groupId: group, topics: [...topics] }),
    })),
  );
  const names = [...new Set(groups.flatMap(({ topics }) => topics))];
  const ends = new Map(
    await Promise.all(names.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)] as const)),
  );
  return committed.flatMap(({ group, topics }) =>
    topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => {
        const end = ends.get(topic)?.find((candidate) => candidate.partition === partition);
        return {
          group,
          topic,
          partition,
          committed: BigInt(offset) < 0n ? null : BigInt(offset),
          low: BigInt(end?.low ?? 0),
          high: BigInt(end?.high ?? 0),
        };
      }),
    ),
  );
}
