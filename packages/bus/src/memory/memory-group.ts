import { partitionKey } from '../delivery/held-partition.js';
import type { ReceivedMessage } from '../port.js';
import type { MemorySubscription } from './memory-subscription.js';

/**
 * Members of a consumer group and what they have committed. As in Kafka's classic protocol every change of the membership
 * takes all partitions from all members, after the batch under way, and shares them out anew.
 */
export class MemoryGroup {
  #members: MemorySubscription[] = [];
  #changing: Promise<void> = Promise.resolve();
  readonly #committed = new Map<string, bigint>();

  constructor(private readonly log: (topic: string) => ReceivedMessage[][]) {}

  get members(): readonly MemorySubscription[] {
    return this.#members;
  }

  /** `null` = never. */
  committed(topic: string, partition: number): bigint | null {
    return this.#committed.get(partitionKey(topic, partition)) ?? null;
  }

  commit(topic: string, partition: number, nextOffset: bigint): void {
    this.#committed.set(partitionKey(topic, partition), nextOffset);
  }

  join(member: MemorySubscription): Promise<void> {
    return this.#change(() => {
      this.#members = [...this.#members, member];
    });
  }

  leave(member: MemorySubscription): Promise<void> {
    return this.#change(() => {
      this.#members = this.#members.filter((other) => other !== member);
    });
  }

  /** The member is gone without a word: nobody waits for its batch. */
  crash(member: MemorySubscription): Promise<void> {
    this.#members = this.#members.filter((other) => other !== member);
    return this.#change(() => {});
  }

  wake(): void {
    for (const member of this.#members) member.wake();
  }

  /** Resolves when no change of the membership is under way. */
  settled(): Promise<void> {
    return this.#changing;
  }

  #change(apply: () => void): Promise<void> {
    this.#changing = this.#changing.then(async () => {
      await Promise.all(this.#members.map((member) => member.revoke()));
      apply();
      this.#shareOut();
    });
    return this.#changing;
  }

  #shareOut(): void {
    const assignments = new Map<MemorySubscription, Record<string, number[]>>();
    for (const member of this.#members) assignments.set(member, {});
    const topics = [...new Set(this.#members.flatMap(({ topics }) => topics))].sort();
    let turn = 0;
    for (const topic of topics) {
      const candidates = this.#members.filter((member) => member.topics.includes(topic));
      for (const partition of this.log(topic).keys()) {
        const assignment = assignments.get(candidates[turn++ % candidates.length] as MemorySubscription);
        if (assignment) assignment[topic] = [...(assignment[topic] ?? []), partition];
      }
    }
    for (const [member, assignment] of assignments) member.assign(assignment);
  }
}
