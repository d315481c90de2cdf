import type { Foundation } from './foundation.js';

const INTERVAL_MS = 60_000;

/** Work that comes again and again: documents that were accepted and met an outage are taken up again, and what is due is done. */
export class Housekeeping {
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly foundation: Pick<Foundation, 'index' | 'sweep'>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.#run();
    this.#timer = setInterval(() => this.#run(), INTERVAL_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running;
  }

  #run(): void {
    this.#running = this.#running.then(() => this.#once().catch(this.onFailure));
  }

  async #once(): Promise<void> {
    const { signal } = this.#stop;
    if (signal.aborted) return;
    await this.foundation.index.ingestion.resume({ signal });
    await this.foundation.sweep();
  }
}
