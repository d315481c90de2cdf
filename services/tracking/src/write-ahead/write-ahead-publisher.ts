import { type Bus, type OutgoingMessage, type PublishReceipt, UnavailableError } from '@stellwerk/bus';
import type { Clock } from '@stellwerk/service';
import type { WaitingEntry, WriteAheadLog } from './write-ahead-log.js';

const DRAIN_BYTES = 1_048_576;
const RETRY_MS = 500;
const NOWHERE: PublishReceipt = new Map();

/**
 * Publishes to the bus, and to disk while the bus cannot take more. As long as something waits, what comes goes behind it, so
 * that the order of a person's events stays. What the broker took without being able to say so is sent again; events have
 * deterministic ids and are de-duplicated behind the door.
 *
 * What a crash means: before `append` resolves, the client has no answer and sends again; between publishing and removing,
 * the entry is published again. An entry that can never be published is set aside, see {@link WriteAheadLog}.
 */
export class WriteAheadPublisher implements Pick<Bus, 'publish'> {
  #draining: Promise<void> | undefined;
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly log: WriteAheadLog,
    private readonly clock: Clock,
    private readonly retryMs = RETRY_MS,
  ) {
    if (log.size > 0) this.#drainInBackground();
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<PublishReceipt> {
    if (this.log.size === 0) {
      try {
        return await this.bus.publish(messages);
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error;
      }
    }
    await this.log.append(messages, this.clock().getTime());
    this.#drainInBackground();
    return NOWHERE;
  }

  /** `null` when nothing waits, else how much and since when: red, because what waits is on one disk and not yet replicated. */
  health(): string | null {
    const { size, bytes, oldestAtMs } = this.log;
    if (size === 0 || oldestAtMs === null) return null;
    return `${size} requests (${bytes} bytes) wait on disk since ${new Date(oldestAtMs).toISOString()}`;
  }

  /** What was set aside, or `null`: for somebody to look at, because it goes out only when its cause has been removed. */
  warning(): string | null {
    const { size, reasons } = this.log.aside;
    if (size === 0) return null;
    return `${size} requests on disk could not be published (${reasons.join(', ')}); the next start tries them again`;
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.#draining;
  }

  /** Stops; what waits is published after the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#draining;
    await this.log.close();
  }

  #drainInBackground(): void {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined;
    });
  }

  /** Never rejects: nobody waits for it, and what ends the process once would end it after every start. */
  async #drain(): Promise<void> {
    while (!this.#isClosed && this.log.size > 0) {
      try {
        await this.#publishOldest();
      } catch {
        await this.#pause();
      }
    }
  }

  /** @throws UnavailableError */
  async #publishOldest(): Promise<void> {
    const entries = this.log.oldest(DRAIN_BYTES);
    try {
      await this.#publishAndForget(entries);
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      // One of them is to blame; the others need not wait for it.
      for (const entry of entries) await this.#publishOrSetAside(entry);
    }
  }

  async #publishOrSetAside(entry: WaitingEntry): Promise<void> {
    try {
      await this.#publishAndForget([entry]);
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      this.log.setAside(entry.id, error);
    }
  }

  async #publishAndForget(entries: readonly WaitingEntry[]): Promise<void> {
    await this.bus.publish(entries.flatMap(({ messages }) => messages));
    await this.log.remove(entries.map(({ id }) => id));
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.retryMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
