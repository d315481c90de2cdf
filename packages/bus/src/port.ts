/** A message on its way to the broker. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly key: string;
  /** `null` is a tombstone on a compacted topic. */
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Only for topics whose owner partitions by itself; else the key decides (murmur2, as the Java client). */
  readonly partition?: number;
}

/** A message as the broker delivered it. */
export interface ReceivedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Append time at the broker, milliseconds since 1970. */
  readonly timestampMs: number;
}

/** A message that a handler gave up on, with the reason code that `stellwerk dead` shows. */
export interface DeadLetter {
  readonly message: ReceivedMessage;
  readonly code: string;
  readonly step: string;
  /** Why, without values of the message. */
  readonly detail: string;
}

/** What a handler says about a batch; nothing listed = all done. */
export interface BatchOutcome {
  readonly dead?: readonly DeadLetter[];
}

/** Messages of one partition in offset order. */
export interface MessageBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly ReceivedMessage[];
  /** Offset after the newest message of the partition when the batch was fetched: lag = this − last offset − 1. */
  readonly endOffset: bigint;
  /** Aborted when another consumer may hold the partition, or a stop has waited long enough for the batch. */
  readonly signal: AbortSignal;
}

/**
 * Handles one batch; the offset is committed after it resolves.
 * - throw {@link UnavailableError}: infrastructure is down; the identical batch is tried again until it works
 * - throw anything else: a defect; after bounded attempts the batch is cut down to the messages that fail and these become dead letters
 */
export type BatchHandler = (batch: MessageBatch) => Promise<BatchOutcome | undefined>;

export interface SubscriptionOptions {
  /** Consumer group. */
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: BatchHandler;
  /**
   * Where the handler's own store says a newly assigned partition goes on (next offset to apply), `null` = committed offset.
   * Called on every assignment; the answer is never cached across assignments.
   */
  readonly resumeAt?: (topic: string, partition: number) => Promise<bigint | null>;
  /** Called when partitions are taken away, before another member gets them where the protocol allows it. */
  readonly released?: (topic: string, partition: number) => Promise<void>;
  /** Where dead letters go; `<service>.dead.v1`. */
  readonly deadLetterTopic: string;
  /** Attempts for defects before a message is dead. Default 3. */
  readonly maxAttempts?: number;
  /** Longest wait of a fetch for `minBytesPerFetch`. Default 100 ms. */
  readonly maxWaitTimeMs?: number;
  /**
   * A fetch returns at once when this much is there: raise it for fewer, fuller batches. Default 1, at once. More than
   * `maxBytesPerPartition` counts as that, so that a backlog of one partition never waits.
   */
  readonly minBytesPerFetch?: number;
  /** Bound of one fetch per partition. Default 1 MiB. */
  readonly maxBytesPerPartition?: number;
}

export interface Subscription {
  /** Resolves when the group has assigned partitions for the first time. */
  readonly ready: Promise<void>;
  /** Finishes batches in flight, commits, leaves the group. */
  stop(): Promise<void>;
  /** Health: partitions held, what waits in them, and what this subscription waits for. */
  status(): SubscriptionStatus;
  /** As {@link Bus.overdue} of its group, by what this member knows of its own partitions. */
  overdue(): Promise<Overdue | null>;
}

export interface SubscriptionStatus {
  readonly group: string;
  readonly assigned: readonly AssignedPartition[];
  readonly stalledBy: string | null;
}

export interface AssignedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint | null;
  /** Messages not handled yet, `null` before the first fetch. */
  readonly lag: bigint | null;
  /** No unhandled message is older than this, milliseconds since 1970; `null` = none is known to wait. */
  readonly oldestAtMs: number | null;
}

/**
 * Messages that have waited for more than half of the time that their topic keeps them: if nobody takes them in the other
 * half, the broker deletes them unhandled.
 */
export interface Overdue {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly messages: bigint;
  /** How long the topic keeps a message, milliseconds. */
  readonly retentionMs: number;
}

/** Every message of a topic from its beginning, then live. The table is complete when `ready` resolves. */
export interface TableOptions {
  readonly topic: string;
  /** Called in order per partition, first for the history, then live; within a second of the write. */
  readonly apply: (message: ReceivedMessage) => void;
  /**
   * First offset of a partition to read, for a table that was kept: default the beginning. Where the broker no longer has it,
   * or never had it because its log was lost, the partition is read from the beginning.
   */
  readonly startAt?: (partition: number) => bigint;
}

export interface Table {
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Where published messages lie: per `topic/partition` an offset that none of them lies before. A store that keeps it knows
 * from where to read back what it may have published before a crash.
 */
export type PublishReceipt = ReadonlyMap<string, bigint>;

/** Which offsets of a partition the broker has: from `low` to below `high`. */
export interface OffsetRange {
  readonly low: bigint;
  readonly high: bigint;
}

/**
 * The bus: four methods, three questions and an end. Adapters: Kafka (`createKafkaBus`) and memory (`createMemoryBus`); both pass
 * `busContract`.
 */
export interface Bus {
  /** Resolves when every message is durable (acks = all). Rejects with {@link UnavailableError} when it could not be in time. */
  publish(messages: readonly OutgoingMessage[]): Promise<PublishReceipt>;
  subscribe(options: SubscriptionOptions): Promise<Subscription>;
  table(options: TableOptions): Promise<Table>;
  /**
   * Messages of one partition from an offset to the end it has now, in order; for restoring local state.
   * @throws UnavailableError when the broker is away or goes away meanwhile
   */
  readFrom(topic: string, partition: number, fromOffset: bigint): AsyncIterable<ReceivedMessage>;
  /** Offsets of each partition of a topic. @throws UnavailableError when no broker answers, or the topic does not exist. */
  offsets(topic: string): Promise<ReadonlyMap<number, OffsetRange>>;
  /**
   * Whether a group, of this process or another, is so far behind that messages will be lost; the worst partition, or `null`.
   * Partitions where the group never committed are not judged. @throws as {@link offsets}
   */
  overdue(group: string, topics: readonly string[]): Promise<Overdue | null>;
  /** Broker reachable and writable? Resolves to `null` or to the reason. After a failed publish, only a write that succeeds says yes. */
  health(): Promise<string | null>;
  close(): Promise<void>;
}

/** Infrastructure is down or too slow; the caller may try again. */
export class UnavailableError extends Error {
  constructor(
    readonly resource: string,
    options?: { cause?: unknown },
  ) {
    super(`${resource} unavailable`, options);
    this.name = 'UnavailableError';
  }
}

/** What an event needs beside its payload to become a message. */
export interface EventEnvelope {
  readonly id: string;
  readonly time: string;
  readonly source: string;
  readonly tenant: string;
  /** CloudEvents subject: the entity within the source. */
  readonly subject?: string;
  /** W3C trace context; taken from the active span where absent, left out where `null`. */
  readonly traceparent?: string | null;
}
