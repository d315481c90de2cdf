/** A stream that trickles is ended after so many timeouts, whatever still comes. */
const MOST_TIMEOUTS = 10;

/** Ends an attempt after a time without progress, or when the caller goes. */
export class Deadline {
  readonly #expiry = new AbortController();
  readonly signal: AbortSignal;
  readonly #startedAtMs = performance.now();
  #timer: NodeJS.Timeout;

  constructor(
    readonly timeoutMs: number,
    caller: AbortSignal | undefined,
  ) {
    this.signal = caller ? AbortSignal.any([this.#expiry.signal, caller]) : this.#expiry.signal;
    this.#timer = this.#start();
  }

  get isExpired(): boolean {
    return this.#expiry.signal.aborted;
  }

  /** Something arrived: the time begins anew. */
  extend(): void {
    if (performance.now() - this.#startedAtMs > MOST_TIMEOUTS * this.timeoutMs) return;
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }

  /** Lets go of what still runs, such as a stream that nobody reads on. */
  stop(): void {
    this.clear();
    this.#expiry.abort();
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => this.#expiry.abort(), this.timeoutMs).unref();
  }
}
