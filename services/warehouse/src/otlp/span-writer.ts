import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Stores rows of `ops.otel_traces`; resolves when they are queryable. */
export type StoreSpans = (rows: readonly (readonly unknown[])[]) => Promise<void>;

interface Waiting {
  readonly rows: readonly (readonly unknown[])[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface SpanWriterOptions {
  /** Default 20,000. */
  readonly maxWaitingRows?: number;
  /** How long the first request of an insert waits for others. Default 1 s; 0 = not at all. */
  readonly gatherMs?: number;
  /** So many rows wait for no others. Default 512: an exporter that fills its batch has more behind it. */
  readonly enoughRows?: number;
}

/**
 * Puts the spans of several requests into one insert, because every service sends some every few seconds and an insert costs
 * ClickHouse far more than a few rows more in it: what arrives within a second, or while an insert is under way, goes
 * together. A request is answered when its own spans are stored, so nothing acknowledged sits in memory; and because an exporter
 * waits for that answer before it sends on, full batches are not held up: its queue would overflow meanwhile.
 */
export class SpanWriter {
  #waiting: Waiting[] = [];
  #waitingRows = 0;
  #writing: Promise<void> | null = null;
  #endGathering = () => {};

  constructor(
    private readonly store: StoreSpans,
    private readonly options: SpanWriterOptions = {},
  ) {}

  /** @throws WHS_TRACES_UNAVAILABLE when the store fails or falls behind */
  write(rows: readonly (readonly unknown[])[]): Promise<void> {
    if (rows.length === 0) return Promise.resolve();
    if (this.#waitingRows + rows.length > (this.options.maxWaitingRows ?? 20_000)) {
      return Promise.reject(new StellwerkError(errors.TRACES_UNAVAILABLE));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows, resolve, reject });
      this.#waitingRows += rows.length;
      if (this.#isEnough) this.#endGathering();
      this.#writing ??= this.#drain();
    });
  }

  /** Resolves when nothing waits; what does, waits for no others. */
  async idle(): Promise<void> {
    this.#endGathering();
    await this.#writing;
  }

  async #drain(): Promise<void> {
    const { gatherMs = 1_000 } = this.options;
    while (this.#waiting.length > 0) {
      if (gatherMs > 0 && !this.#isEnough) await this.#gather(gatherMs);
      const group = this.#waiting;
      this.#waiting = [];
      this.#waitingRows = 0;
      try {
        await this.store(group.flatMap(({ rows }) => rows));
        for (const { resolve } of group) resolve();
      } catch {
        const failure = new StellwerkError(errors.TRACES_UNAVAILABLE);
        for (const { reject } of group) reject(failure);
      }
    }
    // In the same turn as the last look at what waits: what came in between would wait for somebody after it.
    this.#writing = null;
  }

  get #isEnough(): boolean {
    return this.#waitingRows >= (this.options.enoughRows ?? 512);
  }

  async #gather(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endGathering = resolve;
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
  }
}
