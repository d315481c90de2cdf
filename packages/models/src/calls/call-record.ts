import { type Bus, toMessage } from '@stellwerk/bus';
import { modelCalled, type PayloadOf } from '@stellwerk/contracts';

/** A call as it is put on record; holds no text. */
export type CalledModel = PayloadOf<typeof modelCalled>;

export interface CallRecord {
  /** Resolves when the call is on record, or waits its turn in bounded memory. */
  write(call: CalledModel): Promise<void>;
}

export interface BusCallRecordOptions {
  /** Service that calls. */
  readonly source: string;
  /** Calls that may wait; beyond it {@link CallRecord.write} waits as well. */
  readonly maxWaiting: number;
  /** Pause after the bus refused. */
  readonly pauseMs: number;
  /** Told each time the bus refused. */
  readonly onFailure: (error: unknown) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Calls as events `model.called.v1`. What is called while a batch is on its way goes with the next one, so that a search does not
 * wait for the bus; while the bus is away calls wait in memory, and then the callers do.
 */
export class BusCallRecord implements CallRecord {
  #waiting: CalledModel[] = [];
  #sending: Promise<void> | undefined;
  #isClosing = false;

  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly options: BusCallRecordOptions,
  ) {}

  async write(call: CalledModel): Promise<void> {
    this.#waiting.push(call);
    this.#sending ??= this.#send();
    while (this.#waiting.length > this.options.maxWaiting && this.#sending) await this.#sending;
  }

  /** Publishes what waits; a bus that refuses now is not asked again. Returns the calls that were not published. */
  async close(): Promise<number> {
    this.#isClosing = true;
    await this.#sending;
    return this.#waiting.length;
  }

  async #send(): Promise<void> {
    // The first call gives those of the same turn the chance to go along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.bus.publish(batch.map((call) => this.#message(call)));
      } catch (error) {
        this.#waiting = [...batch, ...this.#waiting];
        this.options.onFailure(error);
        if (this.#isClosing) break;
        await this.options.sleep(this.options.pauseMs);
      }
    }
    this.#sending = undefined;
  }

  #message(call: CalledModel) {
    const { callId: id, at: time, tenant } = call;
    return toMessage(modelCalled, call, { id, time, source: this.options.source, tenant });
  }
}
