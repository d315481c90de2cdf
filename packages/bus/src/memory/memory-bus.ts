import { toDeadLetter } from '../delivery/dead-letter.js';
import { deliver } from '../delivery/deliver.js';
import type {
  Bus,
  OutgoingMessage,
  PublishReceipt,
  ReceivedMessage,
  Subscription,
  SubscriptionOptions,
  Table,
  TableOptions,
} from '../port.js';
import { partitionOf } from './partition.js';

export interface MemoryBusOptions {
  /** Partitions of every topic. Default 4. */
  readonly partitions?: number;
  /** Messages of one batch. Default 500. */
  readonly maxBatchMessages?: number;
  readonly now?: () => Date;
}

type Log = ReceivedMessage[];

/**
 * The bus in this process: same promises as Kafka (order per key, commit after the effect, redelivery, dead letters), and
 * deterministic. One member per group: a second subscription of a group takes the partitions over.
 */
export function createMemoryBus(options: MemoryBusOptions = {}): MemoryBus {
  return new MemoryBus(options);
}

export class MemoryBus implements Bus {
  readonly #partitions: number;
  readonly #maxBatchMessages: number;
  readonly #now: () => Date;
  readonly #logs = new Map<string, Log[]>();
  readonly #committed = new Map<string, bigint>();
  readonly #members = new Map<string, MemorySubscription>();
  readonly #tables = new Set<TableOptions>();

  constructor(options: MemoryBusOptions) {
    this.#partitions = options.partitions ?? 4;
    this.#maxBatchMessages = options.maxBatchMessages ?? 500;
    this.#now = options.now ?? (() => new Date());
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<PublishReceipt> {
    const appended = messages.map((message) => this.#append(message));
    for (const table of this.#tables) {
      for (const message of appended) if (message.topic === table.topic) table.apply(message);
    }
    for (const member of this.#members.values()) member.wake();
    const receipt = new Map<string, bigint>();
    for (const { topic, partition, offset } of appended) {
      const place = `${topic}/${partition}`;
      if (!receipt.has(place)) receipt.set(place, offset);
    }
    return receipt;
  }

  async subscribe(options: SubscriptionOptions): Promise<Subscription> {
    await this.#members.get(options.group)?.stop();
    const member = new MemorySubscription(options, {
      log: (topic) => this.#log(topic),
      committed: (topic, partition) => this.#committed.get(`${options.group}/${topic}/${partition}`) ?? 0n,
      commit: (topic, partition, offset) => this.#committed.set(`${options.group}/${topic}/${partition}`, offset),
      publish: (letters) => this.publish(letters),
      now: this.#now,
      maxBatchMessages: this.#maxBatchMessages,
    });
    this.#members.set(options.group, member);
    member.wake();
    return member;
  }

  async table(options: TableOptions): Promise<Table> {
    for (const log of this.#log(options.topic)) for (const message of log) options.apply(message);
    this.#tables.add(options);
    return {
      ready: Promise.resolve(),
      stop: async () => {
        this.#tables.delete(options);
      },
    };
  }

  async *readFrom(topic: string, partition: number, fromOffset: bigint): AsyncGenerator<ReceivedMessage> {
    for (const message of [...(this.#log(topic)[partition] ?? [])]) if (message.offset >= fromOffset) yield message;
  }

  async health(): Promise<string | null> {
    return null;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#members.values()].map((member) => member.stop()));
    this.#tables.clear();
  }

  /** Everything published to a topic so far, by partition and offset; for assertions. */
  messages(topic: string): readonly ReceivedMessage[] {
    return this.#log(topic).flat();
  }

  /** Resolves when every group has handled and committed everything published. */
  async idle(): Promise<void> {
    for (;;) {
      const members = [...this.#members.values()];
      await Promise.all(members.map((member) => member.idle()));
      if (members.every((member) => member.isIdle())) return;
    }
  }

  #append(message: OutgoingMessage): ReceivedMessage {
    const logs = this.#log(message.topic);
    const partition = message.partition ?? partitionOf(message.key, this.#partitions);
    const log = logs[partition] as Log;
    const { topic, key, value, headers } = message;
    const offset = BigInt(log.length);
    const received = { topic, partition, offset, key, value, headers, timestampMs: this.#now().getTime() };
    log.push(received);
    return received;
  }

  #log(topic: string): Log[] {
    let logs = this.#logs.get(topic);
    if (!logs) {
      logs = Array.from({ length: this.#partitions }, () => []);
      this.#logs.set(topic, logs);
    }
    return logs;
  }
}

interface MemberContext {
  log(topic: string): Log[];
  committed(topic: string, partition: number): bigint;
  commit(topic: string, partition: number, offset: bigint): void;
  publish(messages: readonly OutgoingMessage[]): Promise<unknown>;
  now(): Date;
  readonly maxBatchMessages: number;
}

class MemorySubscription implements Subscription {
  readonly ready = Promise.resolve();
  readonly #abort = new AbortController();
  readonly #positions = new Map<string, bigint>();
  #stalledBy: string | null = null;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(
    private readonly options: SubscriptionOptions,
    private readonly context: MemberContext,
  ) {}

  wake(): void {
    if (this.#abort.signal.aborted) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  isIdle(): boolean {
    return this.#running === null;
  }

  async stop(): Promise<void> {
    const wasRunning = !this.#abort.signal.aborted;
    this.#abort.abort();
    await this.#running;
    if (!wasRunning) return;
    for (const topic of this.options.topics) {
      for (const partition of this.context.log(topic).keys()) await this.options.released?.(topic, partition);
    }
  }

  status() {
    return {
      group: this.options.group,
      stalledBy: this.#stalledBy,
      assigned: this.options.topics.flatMap((topic) =>
        this.context.log(topic).map((log, partition) => {
          const nextOffset = this.context.committed(topic, partition);
          return { topic, partition, nextOffset, lag: BigInt(log.length) - nextOffset };
        }),
      ),
    };
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      for (const topic of this.options.topics) {
        const partitions = [...this.context.log(topic).keys()];
        await Promise.all(partitions.map((partition) => this.#drain(topic, partition)));
      }
    }
  }

  async #drain(topic: string, partition: number): Promise<void> {
    try {
      const log = this.context.log(topic)[partition] as Log;
      let position = await this.#position(topic, partition);
      while (position < BigInt(log.length) && !this.#abort.signal.aborted) {
        const from = Number(position);
        const messages = log.slice(from, from + this.context.maxBatchMessages);
        await this.#deliver(topic, partition, messages, BigInt(log.length));
        position += BigInt(messages.length);
        this.#positions.set(`${topic}/${partition}`, position);
        this.context.commit(topic, partition, position);
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    }
  }

  async #position(topic: string, partition: number): Promise<bigint> {
    const key = `${topic}/${partition}`;
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    const position = (await this.options.resumeAt?.(topic, partition)) ?? this.context.committed(topic, partition);
    this.#positions.set(key, position);
    return position;
  }

  async #deliver(topic: string, partition: number, messages: readonly ReceivedMessage[], endOffset: bigint) {
    const dead = await deliver(
      { topic, partition, messages, endOffset, signal: this.#abort.signal },
      {
        handle: this.options.handle,
        maxAttempts: this.options.maxAttempts ?? 3,
        // Enough to let other work run; tests should not wait for clocks.
        pause: () => new Promise((resolve) => setTimeout(resolve, 1)),
        stalled: (resource) => {
          this.#stalledBy = resource;
        },
      },
    );
    const { deadLetterTopic, group } = this.options;
    await this.context.publish(dead.map((letter) => toDeadLetter(letter, deadLetterTopic, group, this.context.now())));
  }
}
