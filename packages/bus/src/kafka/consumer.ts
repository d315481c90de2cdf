import kafkajs, { type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs';
import { Assignment, type FetchControl } from '../delivery/assignment.js';
import { backoffMs, pause } from '../delivery/backoff.js';
import type { HeldPartition } from '../delivery/held-partition.js';
import { createDelivery, type DeliveryContext } from '../delivery/subscription-delivery.js';
import {
  type OffsetRange,
  type Overdue,
  type ReceivedMessage,
  type Subscription,
  type SubscriptionOptions,
  type SubscriptionStatus,
  UnavailableError,
} from '../port.js';
import type { Backlogs } from './backlogs.js';
import { fetchSize } from './fetch-size.js';
import { Heartbeats } from './heartbeats.js';
import { membershipAfter } from './membership.js';
import { toReceived } from './received.js';
import type { SharedAdmin } from './shared-admin.js';

const SESSION_TIMEOUT_MS = 10_000;
const HEARTBEAT_INTERVAL_MS = 1_000;
const REBALANCE_TIMEOUT_MS = 15_000;
/** A batch under way when the group rebalances has this long; the rest of the time-out is for joining. */
const REBALANCE_GRACE_MS = 10_000;
/** The same when the subscription stops. */
const STOP_GRACE_MS = 8_000;
const PARTITIONS_AT_ONCE = 4;
const COMMIT_ATTEMPTS = 5;
const COMMIT_MISSED_EVERY_MS = 2_000;

export interface ConsumerContext extends DeliveryContext {
  readonly kafka: Kafka;
  readonly admin: SharedAdmin;
  readonly backlogs: Backlogs;
  readonly log: (line: string) => void;
  /** The consumer cannot go on; the process should end and be restarted. */
  readonly onFatal: (error: unknown) => void;
}

/**
 * Subscribes a group; connects in the background for as long as it takes. Offsets are committed after the effect, and one
 * batch of a partition is under way at a time.
 */
export function subscribe(context: ConsumerContext, options: SubscriptionOptions): Subscription {
  return new KafkaSubscription(context, options);
}

class KafkaSubscription implements Subscription {
  readonly ready: Promise<void>;
  readonly #stopping = new AbortController();
  readonly #assignment: Assignment;
  readonly #deliver: ReturnType<typeof createDelivery>;
  readonly #started: Promise<void>;
  readonly #commitTimer: NodeJS.Timeout;
  #consumer: Consumer | null = null;
  #startStalledBy: string | null = null;
  #stopped: Promise<void> | null = null;

  constructor(
    private readonly context: ConsumerContext,
    private readonly options: SubscriptionOptions,
  ) {
    this.#deliver = createDelivery(options, context);
    this.#assignment = new Assignment({
      ...options,
      stopping: this.#stopping.signal,
      log: context.log,
      endOffset: async (topic, partition) => (await context.admin.offsets(topic)).get(partition)?.high ?? 0n,
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#started = this.#start(resolve);
    this.#commitTimer = setInterval(() => void this.#commitMissed(), COMMIT_MISSED_EVERY_MS);
    this.#commitTimer.unref();
  }

  /** Finishes the batches under way, commits and leaves the group. Nothing that stalls is waited for. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  status(): SubscriptionStatus {
    const { partitions } = this.#assignment;
    return {
      group: this.options.group,
      stalledBy: this.#startStalledBy ?? partitions.find(({ stalledBy }) => stalledBy !== null)?.stalledBy ?? null,
      assigned: partitions.map(({ topic, partition, nextOffset, endOffset, oldestAtMs }) => ({
        topic,
        partition,
        nextOffset,
        lag: nextOffset === null || endOffset === null ? null : endOffset - nextOffset,
        oldestAtMs,
      })),
    };
  }

  overdue(): Promise<Overdue | null> {
    return this.context.backlogs.overdue(this.options.group, this.options.topics, this.status().assigned);
  }

  async #start(joined: () => void): Promise<void> {
    for (let failures = 1; !this.#stopping.signal.aborted; failures++) {
      let consumer: Consumer | null = null;
      try {
        consumer = await this.#createConsumer(joined);
        await consumer.connect();
        await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
        this.#consumer = consumer;
        this.#startStalledBy = null;
        if (this.#stopping.signal.aborted) return;
        await consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
          eachBatch: (payload) => this.#eachBatch(payload),
        });
        return;
      } catch (error) {
        this.#startStalledBy = error instanceof UnavailableError ? error.resource : 'kafka';
        await consumer?.disconnect().catch(() => {});
        await pause(backoffMs(failures), this.#stopping.signal).catch(() => {});
      }
    }
  }

  async #createConsumer(joined: () => void): Promise<Consumer> {
    const counts = await Promise.all(this.options.topics.map((topic) => this.context.admin.partitionCount(topic)));
    const partitions = counts.reduce((sum, count) => sum + count, 0);
    const { minBytes, maxBytes, maxBytesPerPartition } = fetchSize(partitions, this.options);
    const consumer = this.context.kafka.consumer({
      groupId: this.options.group,
      sessionTimeout: SESSION_TIMEOUT_MS,
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_INTERVAL_MS,
      maxBytes,
      maxBytesPerPartition,
      minBytes,
      maxWaitTimeInMs: this.options.maxWaitTimeMs ?? 100,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        retries: 8,
        maxRetryTime: 2_000,
        restartOnFailure: async () => !this.#stopping.signal.aborted,
      },
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#assignment.assign(payload.memberAssignment, fetchControl(consumer));
      joined();
    });
    consumer.on(consumer.events.REBALANCING, () => void this.#assignment.releaseAll());
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      void this.#assignment.releaseAll();
      if (!payload.restart && !this.#stopping.signal.aborted) this.context.onFatal(payload.error);
    });
    return consumer;
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const held = this.#assignment.get(batch.topic, batch.partition);
    if (!held?.isPositioned || held.signal.aborted || payload.isStale()) return;
    held.endOffset = BigInt(batch.highWatermark);
    const from = held.nextOffset ?? 0n;
    const messages = batch.messages
      .map((message) => toReceived(batch.topic, batch.partition, message))
      .filter(({ offset }) => offset >= from);
    held.oldestAtMs = messages[0]?.timestampMs ?? held.oldestAtMs;
    if (held.nextOffset !== null && messages[0]) this.#noteLoss(held, held.nextOffset, messages[0].offset);
    held.nextOffset ??= messages[0]?.offset ?? null;
    const heartbeats = new Heartbeats({
      beat: payload.heartbeat,
      intervalMs: HEARTBEAT_INTERVAL_MS,
      sessionTimeoutMs: SESSION_TIMEOUT_MS,
      rebalanceGraceMs: REBALANCE_GRACE_MS,
      lost: () => held.lose(),
    });
    try {
      if (messages.length > 0) await this.#handle(held, messages, heartbeats);
      held.nextOffset = BigInt(batch.lastOffset()) + 1n;
      const waits = held.nextOffset < held.endOffset;
      held.oldestAtMs = waits ? (messages.at(-1)?.timestampMs ?? held.oldestAtMs) : null;
      payload.resolveOffset(batch.lastOffset());
      await this.#commit(payload, held, held.nextOffset);
    } catch (error) {
      // Not done, so not resolved: whoever holds the partition next gets these messages again.
      const isExpected = heartbeats.failure !== null || held.signal.aborted || this.#stopping.signal.aborted;
      if (!isExpected) throw error;
    } finally {
      heartbeats.stop();
    }
    // kafkajs joins the group again when it sees this error.
    if (heartbeats.failure !== null) throw heartbeats.failure;
  }

  /** Says so when the broker has deleted what was not handled yet. Gaps of compaction and transactions are none. */
  #noteLoss({ topic, partition }: HeldPartition, expected: bigint, found: bigint): void {
    if (found === expected) return;
    const lost = (range: OffsetRange | undefined) => {
      if (range && range.low > expected) {
        this.context.log(
          `${topic}/${partition}: ${expected} to ${range.low - 1n} were deleted before they were handled`,
        );
      }
    };
    this.context.admin.offsets(topic).then(
      (offsets) => lost(offsets.get(partition)),
      () => {},
    );
  }

  async #handle(held: HeldPartition, messages: readonly ReceivedMessage[], heartbeats: Heartbeats): Promise<void> {
    const { topic, partition, signal } = held;
    const waiting = AbortSignal.any([signal, heartbeats.impatient, this.#stopping.signal]);
    const batch = { topic, partition, messages, endOffset: held.endOffset ?? 0n, signal };
    await this.#deliver(batch, {
      pause: (ms) => pause(ms, waiting),
      stalled: (resource) => {
        held.stalledBy = resource;
      },
    });
  }

  /**
   * A commit may fail without harm: the effect stands, {@link #commitMissed} makes up for it, and after a rebalance the
   * handler's store decides. Only a lost membership is passed on, because the group must be joined again.
   */
  async #commit(
    { commitOffsetsIfNecessary }: EachBatchPayload,
    held: HeldPartition,
    nextOffset: bigint,
  ): Promise<void> {
    const { topic, partition } = held;
    const offsets = { topics: [{ topic, partitions: [{ partition, offset: String(nextOffset) }] }] };
    for (let failures = 1; failures <= COMMIT_ATTEMPTS; failures++) {
      try {
        await commitOffsetsIfNecessary(offsets);
        held.committedOffset = nextOffset;
        return;
      } catch (error) {
        if (membershipAfter(error) !== 'unclear') throw error;
        if (failures === COMMIT_ATTEMPTS) this.context.log(`${topic}/${partition}: offset ${nextOffset} not committed`);
        await pause(backoffMs(failures), this.#stopping.signal).catch(() => {});
      }
    }
  }

  /**
   * Commits where the group stands in partitions of which no batch says so: after a start the store may be ahead of what was
   * committed, and the last commit may have failed. Without another message nobody would ever see that all is done.
   */
  async #commitMissed(): Promise<void> {
    const missed = this.#assignment.partitions.flatMap((held) => {
      const { isPositioned, nextOffset, committedOffset } = held;
      return isPositioned && nextOffset !== null && nextOffset !== committedOffset ? [{ held, nextOffset }] : [];
    });
    if (missed.length === 0 || !this.#consumer) return;
    try {
      await this.#consumer.commitOffsets(
        missed.map(({ held: { topic, partition }, nextOffset }) => ({ topic, partition, offset: String(nextOffset) })),
      );
      for (const { held, nextOffset } of missed) held.committedOffset = nextOffset;
    } catch {
      // The broker is away or the group is joined anew: the next turn sees to what is missed then.
    }
  }

  async #stop(): Promise<void> {
    clearInterval(this.#commitTimer);
    this.#stopping.abort(new Error('the subscription stops'));
    const graceTimer = setTimeout(() => {
      for (const held of this.#assignment.partitions) held.lose();
    }, STOP_GRACE_MS);
    await this.#started;
    await this.#consumer?.disconnect().catch(() => {
      // The broker is away; the group notices by the session time-out.
    });
    clearTimeout(graceTimer);
    await this.#assignment.releaseAll();
  }
}

/** kafkajs refuses these between a crash and its restart; the join after it positions everything anew. */
function fetchControl(consumer: Consumer): FetchControl {
  const unlessCrashed = (action: () => void) => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof kafkajs.KafkaJSNonRetriableError)) throw error;
    }
  };
  const list = ({ topic, partition }: HeldPartition) => [{ topic, partitions: [partition] }];
  return {
    pause: (held) => unlessCrashed(() => consumer.pause(list(held))),
    resume: (held) => unlessCrashed(() => consumer.resume(list(held))),
    seek: ({ topic, partition }, offset) =>
      unlessCrashed(() => consumer.seek({ topic, partition, offset: String(offset) })),
  };
}
