import {
  type Bus,
  type OffsetRange,
  type OutgoingMessage,
  type Overdue,
  type PublishReceipt,
  type ReceivedMessage,
  type Subscription,
  type SubscriptionOptions,
  type Table,
  type TableOptions,
  UnavailableError,
} from '../port.js';
import { inPublishSpan } from '../telemetry/batch-span.js';
import { overdueIn } from './memory-backlogs.js';
import { MemoryBroker } from './memory-broker.js';
import { MemorySubscription } from './memory-subscription.js';

export interface MemoryBusOptions {
  /** Partitions of every topic. Default: those of its contract, four for topics without one. */
  readonly partitions?: number;
  /** Messages of one batch. Default 500. */
  readonly maxBatchMessages?: number;
  readonly now?: () => Date;
}

/**
 * The bus in this process: the same promises as Kafka (order per key, groups, commit after the effect, redelivery, dead
 * letters), the same partition for a key, and deterministic.
 */
export function createMemoryBus(options: MemoryBusOptions = {}): MemoryBus {
  return new MemoryBus(options, new MemoryBroker(options.partitions));
}

const DEFAULT_BATCH_MESSAGES = 500;

/** One client; `connect` makes others of the same broker. */
export class MemoryBus implements Bus {
  readonly #subscriptions = new Set<MemorySubscription>();
  readonly #tables = new Set<TableOptions>();
  #isClosed = false;

  constructor(
    private readonly options: MemoryBusOptions,
    private readonly broker: MemoryBroker,
  ) {}

  /** Another client of the same broker, as another process would be; with a clock of its own where one is given. */
  connect(now = this.options.now): MemoryBus {
    return new MemoryBus({ ...this.options, ...(now && { now }) }, this.broker);
  }

  /** Says how long a topic keeps messages, for `overdue`; nothing is deleted. Default: as its contract says, else for ever. */
  setRetention(topic: string, retentionMs: number): void {
    this.broker.setRetention(topic, retentionMs);
  }

  publish(messages: readonly OutgoingMessage[]): Promise<PublishReceipt> {
    return inPublishSpan(messages, async () => {
      if (this.#isClosed) throw new UnavailableError('the bus is closed');
      const receipt = new Map<string, bigint>();
      for (const { topic, partition, offset } of this.broker.append(messages, this.#now().getTime())) {
        const place = `${topic}/${partition}`;
        if (!receipt.has(place)) receipt.set(place, offset);
      }
      return receipt;
    });
  }

  async subscribe(options: SubscriptionOptions): Promise<Subscription> {
    const subscription = new MemorySubscription(
      {
        broker: this.broker,
        maxBatchMessages: this.options.maxBatchMessages ?? DEFAULT_BATCH_MESSAGES,
        publish: (messages) => this.publish(messages),
        now: () => this.#now(),
      },
      options,
    );
    this.#subscriptions.add(subscription);
    return subscription;
  }

  async table(options: TableOptions): Promise<Table> {
    for (const [partition, log] of this.broker.log(options.topic).entries()) {
      const wanted = options.startAt?.(partition) ?? 0n;
      const start = wanted > BigInt(log.length) ? 0n : wanted;
      for (const message of log) if (message.offset >= start) options.apply(message);
    }
    this.broker.tables.add(options);
    this.#tables.add(options);
    return { ready: Promise.resolve(), stop: async () => void this.broker.tables.delete(options) };
  }

  async *readFrom(topic: string, partition: number, fromOffset: bigint): AsyncGenerator<ReceivedMessage> {
    for (const message of [...(this.broker.log(topic)[partition] ?? [])]) {
      if (message.offset >= fromOffset) yield message;
    }
  }

  async offsets(topic: string): Promise<ReadonlyMap<number, OffsetRange>> {
    return new Map(this.broker.log(topic).map((log, partition) => [partition, { low: 0n, high: BigInt(log.length) }]));
  }

  async overdue(group: string, topics: readonly string[]): Promise<Overdue | null> {
    return overdueIn(this.broker, { group, topics, now: this.#now() });
  }

  async health(): Promise<string | null> {
    return this.#isClosed ? 'the bus is closed' : null;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    for (const table of this.#tables) this.broker.tables.delete(table);
    this.#isClosed = true;
  }

  #now(): Date {
    return this.options.now?.() ?? new Date();
  }

  /** Ends this client as a killed process does; for tests. */
  async crash(): Promise<void> {
    this.#isClosed = true;
    for (const table of this.#tables) this.broker.tables.delete(table);
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.crash()));
  }

  /** Everything published to a topic so far, by partition and offset; for assertions. */
  messages(topic: string): readonly ReceivedMessage[] {
    return this.broker.log(topic).flat();
  }

  /** Resolves when every group has handled and committed everything published. */
  async idle(): Promise<void> {
    for (let isIdle = false; !isIdle; ) {
      const groups = [...this.broker.groups.values()];
      await Promise.all(groups.map((group) => group.settled()));
      isIdle = (await Promise.all(groups.flatMap(({ members }) => members.map((member) => member.idle())))).every(
        Boolean,
      );
    }
  }
}
