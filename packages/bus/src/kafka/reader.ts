import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka } from 'kafkajs';
import type { ReceivedMessage } from '../port.js';
import { toReceived } from './received.js';

export interface ReaderOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  /** First offset of each partition to read; partitions that are not named are not read. */
  readonly from: ReadonlyMap<number, bigint>;
  readonly maxWaitTimeMs: number;
  /** Whether to join again, for as long as it takes, when the broker was away; else the reader ends then. */
  readonly goesOn: boolean;
  /** Gets messages in order; the next ones are fetched when it resolves. */
  readonly receive: (partition: number, messages: readonly ReceivedMessage[]) => Promise<void>;
  /** The reader has ended. */
  readonly failed: (error: unknown) => void;
}

/**
 * Reads partitions by offset, for no group: kafkajs knows groups only, so the reader is the one member of a private group
 * that never commits.
 */
export class Reader {
  readonly #next: Map<number, bigint>;
  #consumer: Consumer | null = null;

  constructor(private readonly options: ReaderOptions) {
    this.#next = new Map(options.from);
  }

  /** Offset of the next message of a partition. */
  next(partition: number): bigint {
    return this.#next.get(partition) ?? 0n;
  }

  /** Connects and begins to read. @throws when it cannot connect. */
  async start(): Promise<void> {
    const { kafka, topic, maxWaitTimeMs, goesOn, failed } = this.options;
    const consumer = kafka.consumer({
      groupId: `reader.${topic}.${randomUUID()}`,
      sessionTimeout: 10_000,
      heartbeatInterval: 1_000,
      maxWaitTimeInMs: maxWaitTimeMs,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        retries: 8,
        maxRetryTime: 2_000,
        restartOnFailure: async () => goesOn && this.#isOpen(consumer),
      },
    });
    this.#consumer = consumer;
    // Synchronous, so that positions stand before the first fetch of the new generation.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.#position(payload.memberAssignment[topic] ?? []));
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart && this.#isOpen(consumer)) failed(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: true,
      partitionsConsumedConcurrently: 1,
      eachBatch: async ({ batch: { partition, messages } }) => {
        const next = this.#next.get(partition);
        if (next === undefined) return;
        const fresh = messages.map((message) => toReceived(topic, partition, message)).filter((m) => m.offset >= next);
        const last = fresh.at(-1);
        if (!last) return;
        this.#next.set(partition, last.offset + 1n);
        await this.options.receive(partition, fresh);
      },
    });
  }

  async stop(): Promise<void> {
    const consumer = this.#consumer;
    this.#consumer = null;
    await consumer?.disconnect().catch(() => {
      // Nothing depends on leaving the private group in order.
    });
  }

  #isOpen(consumer: Consumer): boolean {
    return this.#consumer === consumer;
  }

  #position(partitions: readonly number[]): void {
    const { topic } = this.options;
    for (const partition of partitions) {
      const next = this.#next.get(partition);
      if (next === undefined) this.#consumer?.pause([{ topic, partitions: [partition] }]);
      else this.#consumer?.seek({ topic, partition, offset: String(next) });
    }
  }
}
