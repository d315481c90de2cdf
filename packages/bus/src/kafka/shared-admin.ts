import type { Admin, Kafka } from 'kafkajs';
import { type OffsetRange, UnavailableError } from '../port.js';
import { protocolType } from './membership.js';
import { within } from './within.js';

/** Longest wait for an answer: a few requests, each with its own, shorter limit. */
const ANSWER_LIMIT_MS = 10_000;

/** One connection for questions about topics and the cluster, opened when needed and again after a failure. */
export class SharedAdmin {
  #connected: Promise<Admin> | null = null;

  constructor(private readonly kafka: Kafka) {}

  /** @throws UnavailableError when no broker answers. */
  async ask<Answer>(question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    this.#connected ??= this.#connect();
    const attempt = this.#connected;
    try {
      return await within(ANSWER_LIMIT_MS, attempt.then(question));
    } catch (error) {
      if (this.#connected === attempt) this.#connected = null;
      void attempt.then((admin) => admin.disconnect()).catch(() => {});
      throw new UnavailableError('kafka', { cause: error });
    }
  }

  /** Partitions of a topic. @throws UnavailableError naming the topic when it does not exist. */
  async partitionCount(topic: string): Promise<number> {
    const { topics } = await this.#askAbout(topic, (admin) => admin.fetchTopicMetadata({ topics: [topic] }));
    return topics[0]?.partitions.length ?? 0;
  }

  /** First and next offset of each partition of a topic. @throws as {@link partitionCount} */
  async offsets(topic: string): Promise<Map<number, OffsetRange>> {
    const rows = await this.#askAbout(topic, (admin) => admin.fetchTopicOffsets(topic));
    return new Map(rows.map(({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }]));
  }

  async close(): Promise<void> {
    const admin = await this.#connected?.catch(() => null);
    this.#connected = null;
    await admin?.disconnect();
  }

  async #askAbout<Answer>(topic: string, question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    try {
      return await this.ask(question);
    } catch (error) {
      const isMissing = protocolType(causeOf(error)) === 'UNKNOWN_TOPIC_OR_PARTITION';
      throw isMissing ? new UnavailableError(`topic ${topic}`, { cause: error }) : error;
    }
  }

  async #connect(): Promise<Admin> {
    const admin = this.kafka.admin({ retry: { retries: 0 } });
    await admin.connect();
    return admin;
  }
}

/** The innermost cause: kafkajs and we wrap errors. */
export function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined && cause.cause !== null) cause = cause.cause;
  return cause;
}
