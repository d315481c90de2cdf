import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { toDeadLetter } from '../delivery/dead-letter.js';
import { deliver } from '../delivery/deliver.js';
import type {
  OutgoingMessage,
  ReceivedMessage,
  Subscription,
  SubscriptionOptions,
  SubscriptionStatus,
} from '../port.js';
import { toReceived } from './received.js';

const HEARTBEAT_INTERVAL_MS = 1_000;

interface Assigned {
  readonly topic: string;
  readonly partition: number;
  readonly abort: AbortController;
  /** Where the handler's store wants to go on; `undefined` = not asked yet in this assignment. */
  resumeAt: bigint | null | undefined;
  nextOffset: bigint | null;
  endOffset: bigint | null;
}

export interface ConsumerContext {
  readonly kafka: Kafka;
  readonly publish: (messages: readonly OutgoingMessage[]) => Promise<unknown>;
  readonly now: () => Date;
  /** The consumer cannot go on; the process should end and be restarted. */
  readonly onFatal: (error: unknown) => void;
}

/** Subscribes a group. Offsets are committed after the effect; a partition's messages are handled one batch at a time. */
export async function subscribe(context: ConsumerContext, options: SubscriptionOptions): Promise<Subscription> {
  const consumer = context.kafka.consumer({
    groupId: options.group,
    sessionTimeout: 10_000,
    rebalanceTimeout: 15_000,
    heartbeatInterval: HEARTBEAT_INTERVAL_MS,
    maxBytesPerPartition: options.maxBytesPerPartition ?? 1_048_576,
    maxWaitTimeInMs: options.maxWaitTimeMs ?? 100,
    minBytes: options.minBytesPerFetch ?? 1,
    allowAutoTopicCreation: false,
    retry: { retries: 8, maxRetryTime: 5_000, restartOnFailure: async () => true },
  });
  const subscription = new KafkaSubscription(consumer, context, options);
  await consumer.connect();
  await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: (payload) => subscription.eachBatch(payload),
  });
  return subscription;
}

class KafkaSubscription implements Subscription {
  readonly ready: Promise<void>;
  #assigned = new Map<string, Assigned>();
  #stalledBy: string | null = null;
  #stopping = false;

  constructor(
    private readonly consumer: Consumer,
    private readonly context: ConsumerContext,
    private readonly options: SubscriptionOptions,
  ) {
    this.ready = new Promise((resolve) => {
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        this.#assign(payload.memberAssignment);
        resolve();
      });
    });
    consumer.on(consumer.events.REBALANCING, () => this.#release());
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart && !this.#stopping) context.onFatal(payload.error);
    });
  }

  async eachBatch({
    batch,
    heartbeat,
    resolveOffset,
    commitOffsetsIfNecessary,
    isStale,
  }: EachBatchPayload): Promise<void> {
    const assigned = this.#assigned.get(`${batch.topic}/${batch.partition}`);
    if (!assigned || isStale() || batch.messages.length === 0) return;
    const beating = setInterval(() => heartbeat().catch(() => assigned.abort.abort()), HEARTBEAT_INTERVAL_MS);
    try {
      const first = BigInt(batch.firstOffset() ?? '0');
      const resumeAt = await this.#resumeAt(assigned);
      if (resumeAt !== null && resumeAt < first && assigned.nextOffset === null) {
        // The store is behind the committed offset (it was lost or replaced): read again from where it stands.
        assigned.nextOffset = resumeAt;
        this.consumer.seek({ topic: batch.topic, partition: batch.partition, offset: String(resumeAt) });
        return;
      }
      const from = assigned.nextOffset ?? resumeAt ?? 0n;
      const messages = batch.messages.map((message) => toReceived(batch.topic, batch.partition, message));
      const fresh = messages.filter((message) => message.offset >= from);
      assigned.endOffset = BigInt(batch.highWatermark);
      if (fresh.length > 0) await this.#handle(assigned, fresh);
      const last = batch.lastOffset();
      assigned.nextOffset = BigInt(last) + 1n;
      resolveOffset(last);
      await commitOffsetsIfNecessary({
        topics: [
          { topic: batch.topic, partitions: [{ partition: batch.partition, offset: String(BigInt(last) + 1n) }] },
        ],
      }).catch(() => {
        // After a rebalance the commit belongs to another member; the handler's store is the truth.
      });
    } catch (error) {
      if (!assigned.abort.signal.aborted) throw error;
    } finally {
      clearInterval(beating);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.consumer.stop();
    await this.consumer.disconnect();
    this.#release();
  }

  status(): SubscriptionStatus {
    return {
      group: this.options.group,
      stalledBy: this.#stalledBy,
      assigned: [...this.#assigned.values()].map(({ topic, partition, nextOffset, endOffset }) => ({
        topic,
        partition,
        nextOffset,
        lag: nextOffset === null || endOffset === null ? null : endOffset - nextOffset,
      })),
    };
  }

  async #handle(assigned: Assigned, messages: readonly ReceivedMessage[]): Promise<void> {
    const { topic, partition, abort } = assigned;
    const dead = await deliver(
      { topic, partition, messages, endOffset: assigned.endOffset ?? 0n, signal: abort.signal },
      {
        handle: this.options.handle,
        maxAttempts: this.options.maxAttempts ?? 3,
        pause,
        stalled: (resource) => {
          this.#stalledBy = resource;
        },
      },
    );
    if (dead.length === 0) return;
    const at = this.context.now();
    const letters = dead.map((letter) => toDeadLetter(letter, this.options.deadLetterTopic, this.options.group, at));
    await this.context.publish(letters);
  }

  async #resumeAt(assigned: Assigned): Promise<bigint | null> {
    if (assigned.resumeAt === undefined) {
      assigned.resumeAt = (await this.options.resumeAt?.(assigned.topic, assigned.partition)) ?? null;
    }
    return assigned.resumeAt;
  }

  #assign(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.#release();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        this.#assigned.set(`${topic}/${partition}`, {
          topic,
          partition,
          abort: new AbortController(),
          resumeAt: undefined,
          nextOffset: null,
          endOffset: null,
        });
      }
    }
  }

  #release(): void {
    const gone = [...this.#assigned.values()];
    this.#assigned = new Map();
    for (const { topic, partition, abort } of gone) {
      abort.abort();
      void this.options.released?.(topic, partition);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    }
  });
}
