/** One partition during one assignment to this member. */
export class HeldPartition {
  readonly #lost = new AbortController();
  /** Offset of the next message to handle; `null` = wherever the group committed. */
  nextOffset: bigint | null = null;
  endOffset: bigint | null = null;
  /** What this member has committed of it; `null` = nothing yet. */
  committedOffset: bigint | null = null;
  /** When the first message of the batch under way was appended, or the last one handled while more wait. */
  oldestAtMs: number | null = null;
  /** False until the handler's store has said where to go on. */
  isPositioned = false;
  /** What the partition waits for, `null` when it goes on. */
  stalledBy: string | null = null;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  /** Aborted when another member may hold the partition. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  lose(): void {
    this.#lost.abort(new PartitionLostError(this.topic, this.partition));
  }
}

/** Reason of the abort signal of a batch whose partition is no longer ours. */
export class PartitionLostError extends Error {
  constructor(topic: string, partition: number) {
    super(`${topic}/${partition} is no longer ours`);
    this.name = 'PartitionLostError';
  }
}

export const partitionKey = (topic: string, partition: number): string => `${topic}/${partition}`;
