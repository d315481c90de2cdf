/** When a dependency counts as broken, and how it is tried again. */
export interface BreakerPolicy {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** Pause after opening; doubles with every failed trial up to `maxPauseMs`. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
}

export type BreakerState = 'closed' | 'open' | 'trial';

/**
 * Stops calling what does not answer (Nygard, Release It!, 2007): closed → open after failures in a row → one trial after the pause →
 * closed again, or open for longer.
 */
export class CircuitBreaker {
  #failures = 0;
  #openings = 0;
  #openUntilMs = 0;
  #isTrying = false;

  constructor(private readonly policy: BreakerPolicy) {}

  /** Whether a call may be made now. After the pause one caller gets `true`, the others wait for what it finds. */
  tryEnter(nowMs: number): boolean {
    if (this.#openings === 0) return true;
    if (nowMs < this.#openUntilMs || this.#isTrying) return false;
    this.#isTrying = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openings = 0;
    this.#isTrying = false;
  }

  failed(nowMs: number): void {
    this.#failures++;
    if (!this.#isTrying && this.#failures < this.policy.failures) return;
    this.#isTrying = false;
    const { pauseMs, maxPauseMs } = this.policy;
    this.#openUntilMs = nowMs + Math.min(maxPauseMs, pauseMs * 2 ** this.#openings);
    this.#openings++;
  }

  /** A call that was let in and then not made, such as one cancelled before it began. */
  abandoned(): void {
    this.#isTrying = false;
  }

  state(nowMs: number): BreakerState {
    if (this.#openings === 0) return 'closed';
    return nowMs < this.#openUntilMs ? 'open' : 'trial';
  }

  /** Milliseconds until a trial; 0 where a call may be made. */
  retryAfterMs(nowMs: number): number {
    return this.#openings === 0 ? 0 : Math.max(0, this.#openUntilMs - nowMs);
  }
}
