import { allTopics } from '@stellwerk/contracts';
import { partitionOfKey } from '../kafka/murmur2.js';
import type { OutgoingMessage, ReceivedMessage, TableOptions } from '../port.js';
import { MemoryGroup } from './memory-group.js';

const DEFAULT_PARTITIONS = 4;

/** Topics, groups and tables of one memory bus and all of its clients. */
export class MemoryBroker {
  readonly groups = new Map<string, MemoryGroup>();
  readonly tables = new Set<TableOptions>();
  readonly #retentions = new Map<string, number>();
  readonly #logs = new Map<string, ReceivedMessage[][]>();

  constructor(
    /** Partitions of every topic; absent = what the contract says, four for topics without one. */
    private readonly partitions: number | undefined,
  ) {}

  /** Messages of a topic by partition and offset. The topic comes into being with the first question. */
  log(topic: string): ReceivedMessage[][] {
    let log = this.#logs.get(topic);
    if (!log) {
      log = Array.from(
        { length: this.partitions ?? policyByTopic.get(topic)?.partitions ?? DEFAULT_PARTITIONS },
        () => [],
      );
      this.#logs.set(topic, log);
    }
    return log;
  }

  group(name: string): MemoryGroup {
    let group = this.groups.get(name);
    if (!group) {
      group = new MemoryGroup((topic) => this.log(topic));
      this.groups.set(name, group);
    }
    return group;
  }

  /** How long a topic would keep messages, milliseconds, `null` = for ever; nothing is ever deleted. */
  retentionMs(topic: string): number | null {
    return this.#retentions.get(topic) ?? policyByTopic.get(topic)?.retentionMs ?? null;
  }

  setRetention(topic: string, retentionMs: number): void {
    this.#retentions.set(topic, retentionMs);
  }

  append(messages: readonly OutgoingMessage[], timestampMs: number): readonly ReceivedMessage[] {
    const appended = messages.map((message) => this.#append(message, timestampMs));
    for (const message of appended) {
      for (const table of this.tables) if (message.topic === table.topic) table.apply(message);
    }
    for (const group of this.groups.values()) group.wake();
    return appended;
  }

  #append(message: OutgoingMessage, timestampMs: number): ReceivedMessage {
    const { topic, key, value, headers } = message;
    const log = this.log(topic);
    const partition = message.partition ?? partitionOfKey(key, log.length);
    const received = { topic, partition, offset: 0n, key, value, headers: { ...headers }, timestampMs };
    const messages = log[partition];
    if (!messages) throw new RangeError(`${topic} has no partition ${partition}`);
    received.offset = BigInt(messages.length);
    messages.push(received);
    return received;
  }
}

const policyByTopic = new Map(allTopics().map((topic) => [topic.name, topic]));
