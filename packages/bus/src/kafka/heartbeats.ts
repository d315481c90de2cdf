import { membershipAfter, SessionExpiredError } from './membership.js';

export interface HeartbeatOptions {
  readonly beat: () => Promise<void>;
  readonly intervalMs: number;
  /** Without an answer for this long the partition counts as lost. */
  readonly sessionTimeoutMs: number;
  /** How long a batch may be finished once the group rebalances. */
  readonly rebalanceGraceMs: number;
  /** Called when the partition may belong to somebody else. */
  readonly lost: () => void;
}

/** Keeps the membership in the group alive while a batch is handled, and tells when it ends. */
export class Heartbeats {
  readonly #timer: NodeJS.Timeout;
  readonly #impatient = new AbortController();
  #graceTimer: NodeJS.Timeout | undefined;
  #failure: unknown = null;
  #answeredAtMs = performance.now();

  constructor(private readonly options: HeartbeatOptions) {
    this.#timer = setInterval(() => void this.#beat(), options.intervalMs);
  }

  /** Aborted when the batch should be finished but nothing waited for any more. */
  get impatient(): AbortSignal {
    return this.#impatient.signal;
  }

  /** The error with which the group must be joined again, `null` while the membership is sound. */
  get failure(): unknown {
    return this.#failure;
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#graceTimer);
  }

  async #beat(): Promise<void> {
    try {
      await this.options.beat();
      this.#answeredAtMs = performance.now();
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    switch (membershipAfter(error)) {
      case 'rebalancing':
        this.#end(error);
        this.#graceTimer ??= setTimeout(this.options.lost, this.options.rebalanceGraceMs);
        break;
      case 'lost':
        this.#end(error);
        this.options.lost();
        break;
      case 'unclear':
        if (performance.now() - this.#answeredAtMs < this.options.sessionTimeoutMs) return;
        this.#end(new SessionExpiredError());
        this.options.lost();
        break;
    }
  }

  #end(error: unknown): void {
    this.#failure ??= error;
    this.#impatient.abort(error);
  }
}
