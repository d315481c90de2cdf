import { Assignment } from '../delivery/assignment.js';
import type { HeldPartition } from '../delivery/held-partition.js';
import { createDelivery, type DeliveryContext } from '../delivery/subscription-delivery.js';
import type { Overdue, Subscription, SubscriptionOptions, SubscriptionStatus } from '../port.js';
import { overdueIn } from './memory-backlogs.js';
import type { MemoryBroker } from './memory-broker.js';
import type { MemoryGroup } from './memory-group.js';

export interface MemoryMemberContext extends DeliveryContext {
  readonly broker: MemoryBroker;
  readonly maxBatchMessages: number;
}

/** One member of a group: hands over batches of its partitions, one at a time each, and commits after the effect. */
export class MemorySubscription implements Subscription {
  readonly ready: Promise<void>;
  readonly topics: readonly string[];
  readonly #group: MemoryGroup;
  readonly #stopping = new AbortController();
  readonly #assignment: Assignment;
  readonly #deliver: ReturnType<typeof createDelivery>;
  readonly #draining = new Map<HeldPartition, Promise<void>>();
  /** Aborted when a batch that waits should give up, because the group shares its partitions out anew. */
  #revoking = new AbortController();

  constructor(
    private readonly context: MemoryMemberContext,
    private readonly options: SubscriptionOptions,
  ) {
    this.topics = options.topics;
    this.#group = context.broker.group(options.group);
    this.#deliver = createDelivery(options, context);
    this.#assignment = new Assignment({
      ...options,
      stopping: this.#stopping.signal,
      log: () => {},
      endOffset: async (topic, partition) => this.#endOffset(topic, partition),
    });
    this.ready = this.#group.join(this);
  }

  assign(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.#revoking = new AbortController();
    this.#assignment.assign(assignment, { pause: () => {}, seek: () => {}, resume: () => this.wake() });
    this.wake();
  }

  /** Finishes the batches under way and gives everything up. */
  async revoke(): Promise<void> {
    this.#revoking.abort(new Error('the group rebalances'));
    await Promise.all(this.#draining.values());
    await this.#assignment.releaseAll();
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return this.#group.settled();
    this.#stopping.abort(new Error('the subscription stops'));
    await this.#group.leave(this);
  }

  /** Ends as a killed process does: without finishing, committing or leaving. */
  crash(): Promise<void> {
    this.#stopping.abort(new Error('crashed'));
    for (const held of this.#assignment.partitions) held.lose();
    return this.#group.crash(this);
  }

  wake(): void {
    for (const held of this.#assignment.partitions) {
      if (this.#draining.has(held) || !this.#hasWork(held)) continue;
      // Begins in a turn of its own: a handler that publishes at once wakes this subscription before `done` is noted.
      const done = Promise.resolve()
        .then(() => this.#drain(held))
        .finally(() => {
          this.#draining.delete(held);
          // What was published while the last batch was finished.
          if (this.#hasWork(held)) this.wake();
        });
      this.#draining.set(held, done);
    }
  }

  /** Resolves when nothing is under way; false when there was something. */
  async idle(): Promise<boolean> {
    const isBusy = this.#draining.size > 0 || this.#assignment.partitions.some((held) => !held.isPositioned);
    await Promise.all(this.#draining.values());
    // Positions are asked for outside of the drains; the next round looks again.
    if (isBusy) await new Promise((resolve) => setImmediate(resolve));
    return !isBusy;
  }

  status(): SubscriptionStatus {
    const { partitions } = this.#assignment;
    return {
      group: this.options.group,
      stalledBy: partitions.find(({ stalledBy }) => stalledBy !== null)?.stalledBy ?? null,
      assigned: partitions.map((held) => {
        const nextOffset = this.#nextOffset(held);
        return {
          topic: held.topic,
          partition: held.partition,
          nextOffset,
          lag: this.#endOffset(held.topic, held.partition) - nextOffset,
          oldestAtMs: this.#log(held.topic, held.partition)[Number(nextOffset)]?.timestampMs ?? null,
        };
      }),
    };
  }

  async overdue(): Promise<Overdue | null> {
    const { group, topics } = this.options;
    return overdueIn(this.context.broker, { group, topics, now: this.context.now() }, this.status().assigned);
  }

  async #drain(held: HeldPartition): Promise<void> {
    const { topic, partition, signal } = held;
    const waiting = AbortSignal.any([signal, this.#revoking.signal, this.#stopping.signal]);
    while (this.#hasWork(held)) {
      const from = Number(this.#nextOffset(held));
      const messages = this.#log(topic, partition).slice(from, from + this.context.maxBatchMessages);
      const endOffset = this.#endOffset(topic, partition);
      try {
        await this.#deliver(
          { topic, partition, messages, endOffset, signal },
          {
            pause: () => turn(waiting),
            stalled: (resource) => {
              held.stalledBy = resource;
            },
          },
        );
      } catch (error) {
        if (waiting.aborted) return;
        throw error;
      }
      if (signal.aborted) return;
      held.nextOffset = BigInt(from + messages.length);
      this.#group.commit(topic, partition, held.nextOffset);
    }
  }

  #hasWork(held: HeldPartition): boolean {
    const mayWork = held.isPositioned && !held.signal.aborted && !this.#revoking.signal.aborted;
    if (!mayWork || this.#stopping.signal.aborted) return false;
    return this.#nextOffset(held) < this.#endOffset(held.topic, held.partition);
  }

  #nextOffset({ topic, partition, nextOffset }: HeldPartition): bigint {
    return nextOffset ?? this.#group.committed(topic, partition) ?? 0n;
  }

  #log(topic: string, partition: number) {
    return this.context.broker.log(topic)[partition] ?? [];
  }

  #endOffset(topic: string, partition: number): bigint {
    return BigInt(this.#log(topic, partition).length);
  }
}

/** Lets everything else run once: tests should not wait for clocks. */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  signal.throwIfAborted();
}
