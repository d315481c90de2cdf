import { allTopics } from '@stellwerk/contracts';
import kafkajs from 'kafkajs';
import { type Backlog, positionOf, worstOverdue } from '../delivery/overdue.js';
import type { AssignedPartition, Overdue } from '../port.js';
import type { SharedAdmin } from './shared-admin.js';

// Node finds the enumerations of kafkajs on its default export alone.
const { TOPIC } = kafkajs.ConfigResourceTypes;

/** A retention may be changed while we run. */
const RETENTION_KNOWN_FOR_MS = 600_000;

const contracted = new Map(allTopics().map(({ name, retentionMs }) => [name, retentionMs]));

/** Compares where groups stand with what their topics keep. */
export class Backlogs {
  readonly #retentions = new Map<string, { readonly retentionMs: number | null; readonly atMs: number }>();

  constructor(
    private readonly admin: SharedAdmin,
    private readonly now: () => Date,
  ) {}

  /** `assigned` = what a member of the group in this process knows of its own partitions. @throws UnavailableError */
  async overdue(
    group: string,
    topics: readonly string[],
    assigned: readonly AssignedPartition[] = [],
  ): Promise<Overdue | null> {
    // One after the other: kafkajs finds a group's coordinator only once it has learnt the brokers from a topic.
    const freshFrom = (await Promise.all(topics.map((topic) => this.#freshFrom(topic)))).flat();
    if (freshFrom.length === 0) return null;
    const committed = await this.#committed(group, topics);
    const backlogs = freshFrom.map(({ topic, partition, ...rest }): Backlog => {
      const held = assigned.find((one) => one.topic === topic && one.partition === partition);
      const nextOffset = positionOf(committed.get(`${topic}/${partition}`) ?? null, held);
      return { topic, partition, nextOffset, ...rest };
    });
    return worstOverdue(group, backlogs);
  }

  async #committed(group: string, topics: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
    const found = await this.admin.ask((admin) => admin.fetchOffsets({ groupId: group, topics: [...topics] }));
    const places = found.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${topic}/${partition}`, BigInt(offset)] as const),
    );
    return new Map(places.filter(([, offset]) => offset >= 0n));
  }

  /** Per partition the first offset younger than half of the retention; empty where the topic keeps everything. */
  async #freshFrom(topic: string): Promise<Omit<Backlog, 'nextOffset'>[]> {
    const retentionMs = await this.#retention(topic);
    if (retentionMs === null) return [];
    const since = this.now().getTime() - retentionMs / 2;
    const offsets = await this.admin.ask((admin) => admin.fetchTopicOffsetsByTimestamp(topic, since));
    return offsets.map(({ partition, offset }) => ({ topic, partition, freshFrom: BigInt(offset), retentionMs }));
  }

  /** What the broker says; where it may not tell us, what the topic was created with. */
  async #retention(topic: string): Promise<number | null> {
    const nowMs = this.now().getTime();
    const known = this.#retentions.get(topic);
    if (known && nowMs - known.atMs < RETENTION_KNOWN_FOR_MS) return known.retentionMs;
    const retentionMs = await this.#askForRetention(topic).catch(() => contracted.get(topic) ?? null);
    this.#retentions.set(topic, { retentionMs, atMs: nowMs });
    return retentionMs;
  }

  async #askForRetention(topic: string): Promise<number | null> {
    const configNames = ['cleanup.policy', 'retention.ms'];
    const resource = { type: TOPIC, name: topic, configNames };
    const { resources } = await this.admin.ask((admin) =>
      admin.describeConfigs({ includeSynonyms: false, resources: [resource] }),
    );
    const config = new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]));
    const retentionMs = Number(config.get('retention.ms'));
    return config.get('cleanup.policy')?.includes('delete') && retentionMs > 0 ? retentionMs : null;
  }
}
