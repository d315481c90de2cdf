import { createLimit } from '../limit.js';
import { type SubscriptionOptions, UnavailableError } from '../port.js';
import { backoffMs, pause } from './backoff.js';
import { describeFailure } from './failure.js';
import { HeldPartition, partitionKey } from './held-partition.js';

/** What an assignment does to the consumer that fetches. */
export interface FetchControl {
  pause(partition: HeldPartition): void;
  seek(partition: HeldPartition, offset: bigint): void;
  resume(partition: HeldPartition): void;
}

export interface AssignmentOptions extends Pick<SubscriptionOptions, 'resumeAt' | 'released'> {
  /** Next offset that the broker will give a message of the partition. */
  readonly endOffset: (topic: string, partition: number) => Promise<bigint>;
  /** Aborted when the subscription stops. */
  readonly stopping: AbortSignal;
  readonly log: (line: string) => void;
}

const POSITIONED_AT_ONCE = 4;

/**
 * The partitions that this member holds. After every join it asks the handler's store afresh where each of them goes on,
 * and keeps it paused until that is known: committed offsets may be older than the store, or newer after its restoration.
 */
export class Assignment {
  #held = new Map<string, HeldPartition>();
  /** Work on a partition's behalf that must end before the next assignment asks its store again. */
  readonly #busy = new Map<string, Promise<unknown>>();
  readonly #limit = createLimit(POSITIONED_AT_ONCE);

  constructor(private readonly options: AssignmentOptions) {}

  get partitions(): readonly HeldPartition[] {
    return [...this.#held.values()];
  }

  get(topic: string, partition: number): HeldPartition | undefined {
    return this.#held.get(partitionKey(topic, partition));
  }

  /** Takes over what a join assigned. Pauses synchronously, before the first fetch of the new generation. */
  assign(assignment: Readonly<Record<string, readonly number[]>>, control: FetchControl): void {
    void this.releaseAll();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const held = new HeldPartition(topic, partition);
        this.#held.set(partitionKey(topic, partition), held);
        if (this.options.resumeAt) {
          control.pause(held);
          this.#after(held, () => this.#position(held, control));
        } else {
          held.isPositioned = true;
        }
      }
    }
  }

  /** Gives everything up; resolves when the handler has been told. */
  async releaseAll(): Promise<void> {
    const gone = this.partitions;
    this.#held = new Map();
    for (const held of gone) {
      held.lose();
      this.#after(held, async () => this.options.released?.(held.topic, held.partition));
    }
    await Promise.all(this.#busy.values());
  }

  #after(held: HeldPartition, work: () => Promise<void>): void {
    const key = partitionKey(held.topic, held.partition);
    const before = this.#busy.get(key) ?? Promise.resolve();
    const done = before.then(work).catch((error: unknown) => {
      // A failed goodbye changes nothing for the new owner; positioning ends this way only when nobody waits for it.
      if (!this.options.stopping.aborted) this.options.log(`${key}: ${describeFailure(error).detail}`);
    });
    this.#busy.set(key, done);
    void done.then(() => {
      if (this.#busy.get(key) === done) this.#busy.delete(key);
    });
  }

  async #position(held: HeldPartition, control: FetchControl): Promise<void> {
    const waiting = AbortSignal.any([held.signal, this.options.stopping]);
    for (let failures = 1; !waiting.aborted; failures++) {
      try {
        held.nextOffset = await this.#limit(() => this.#resumeOffset(held));
        break;
      } catch (error) {
        held.stalledBy = error instanceof UnavailableError ? error.resource : 'the position of its store';
        await pause(backoffMs(failures), waiting).catch(() => {});
      }
    }
    if (waiting.aborted) return;
    held.stalledBy = null;
    held.isPositioned = true;
    if (held.nextOffset !== null) control.seek(held, held.nextOffset);
    control.resume(held);
  }

  async #resumeOffset({ topic, partition }: HeldPartition): Promise<bigint | null> {
    const offset = (await this.options.resumeAt?.(topic, partition)) ?? null;
    if (offset !== null && offset > (await this.options.endOffset(topic, partition))) {
      // Reading on would skip what the broker receives until it reaches that offset again.
      throw new UnavailableError(`${topic}/${partition}: the store is ahead of the broker, whose log was lost`);
    }
    return offset;
  }
}
