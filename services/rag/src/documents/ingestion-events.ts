import { type Bus, toMessage } from '@stellwerk/bus';
import { type PayloadOf, ragIngested } from '@stellwerk/contracts';
import type { IngestedEvent } from '../domain/ingested.js';
import type { Ledger } from '../ledger/ledger.js';

const EVENTS_PER_BATCH = 100;

/** Publishes what the ledger has decided: an event stays in it until the bus has it, and goes out under the same id again. */
export class IngestionEvents {
  #running: Promise<void> | undefined;
  #isAskedAgain = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ledger: Pick<Ledger, 'announced' | 'published'>,
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Looks every so many milliseconds whether something is left. */
  start(intervalMs: number): void {
    this.#timer = setInterval(() => void this.flush(), intervalMs);
    this.#timer.unref();
  }

  /** Publishes everything that waits; what the bus refuses waits on. */
  flush(): Promise<void> {
    if (this.#running) this.#isAskedAgain = true;
    this.#running ??= this.#publishAll().finally(() => {
      this.#running = undefined;
      if (this.#isAskedAgain) void this.flush();
      this.#isAskedAgain = false;
    });
    return this.#running;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #publishAll(): Promise<void> {
    try {
      for (let batch = this.ledger.announced(EVENTS_PER_BATCH); batch.length > 0; ) {
        await this.bus.publish(batch.map(({ value }) => messageOf(value)));
        this.ledger.published(batch.map(({ key }) => key));
        batch = this.ledger.announced(EVENTS_PER_BATCH);
      }
    } catch (error) {
      this.onFailure(error);
    }
  }
}

function messageOf(event: IngestedEvent) {
  const payload: PayloadOf<typeof ragIngested> = { ...event };
  const { ingestionId: id, at: time, tenant } = payload;
  return toMessage(ragIngested, payload, { id, time, source: 'rag', tenant });
}
