import type { AssignedPartition, Overdue } from '../port.js';

/** A partition as far as its backlog is concerned. */
export interface Backlog {
  readonly topic: string;
  readonly partition: number;
  /** Next offset that the group handles; `null` = not known. */
  readonly nextOffset: bigint | null;
  /** Offset of the first message younger than half of the retention. */
  readonly freshFrom: bigint;
  readonly retentionMs: number;
}

/** The partition of a group with most messages overdue. */
export function worstOverdue(group: string, backlogs: readonly Backlog[]): Overdue | null {
  let worst: Overdue | null = null;
  for (const { topic, partition, nextOffset, freshFrom, retentionMs } of backlogs) {
    const messages = nextOffset === null ? 0n : freshFrom - nextOffset;
    if (messages > (worst?.messages ?? 0n)) worst = { group, topic, partition, messages, retentionMs };
  }
  return worst;
}

/** Where a group goes on in a partition: where it has committed, unless its member here is further. */
export function positionOf(committed: bigint | null, held: AssignedPartition | undefined): bigint | null {
  const own = held?.nextOffset ?? null;
  if (committed === null || own === null) return committed ?? own;
  return own > committed ? own : committed;
}
