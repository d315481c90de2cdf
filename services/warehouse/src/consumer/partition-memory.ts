import type { RecentIds } from '../domain/recent-ids.js';

/** What the warehouse knows about a Kafka partition that it holds. */
export interface HeldPartition {
  readonly recent: RecentIds;
  /** Offset after the last one stored, `null` before the first batch. */
  nextOffset: bigint | null;
  /** Offset after the newest message at the last fetch. */
  endOffset: bigint | null;
}

/** The partitions held now; forgotten as soon as they go. */
export class PartitionMemory {
  readonly #held = new Map<string, HeldPartition>();

  hold(topic: string, partition: number, held: HeldPartition): void {
    this.#held.set(keyOf(topic, partition), held);
  }

  /** @throws if the partition was never taken over: the bus must ask `resumeAt` first */
  of(topic: string, partition: number): HeldPartition {
    const held = this.#held.get(keyOf(topic, partition));
    if (!held) throw new Error(`${keyOf(topic, partition)} was not taken over`);
    return held;
  }

  release(topic: string, partition: number): void {
    this.#held.delete(keyOf(topic, partition));
  }

  /** Messages fetched as existing but not stored yet, over all partitions. */
  lag(): bigint {
    let lag = 0n;
    for (const { nextOffset, endOffset } of this.#held.values()) {
      if (nextOffset !== null && endOffset !== null) lag += endOffset - nextOffset;
    }
    return lag;
  }
}

const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;
