/** How many retries an endpoint is given in proportion to its calls. */
export interface RetryBudgetPolicy {
  /** Retries earned by a call; .1 = at most one retry in ten calls over time. */
  readonly perCall: number;
  /** Retries earned by a second, so that what is seldom called may retry as well. */
  readonly perSecond: number;
  /** Most that can be saved up. */
  readonly most: number;
}

/**
 * Keeps retries from becoming the load that keeps an endpoint down: a token bucket over all calls, not a count per call (Finagle's
 * RetryBudget; gRPC A6 throttles alike).
 */
export class RetryBudget {
  #tokens: number;
  #updatedMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly policy: RetryBudgetPolicy) {
    this.#tokens = policy.most;
  }

  /** A first attempt was made. */
  called(nowMs: number): void {
    this.#refill(nowMs);
    this.#tokens = Math.min(this.policy.most, this.#tokens + this.policy.perCall);
  }

  /** Takes one retry, if there is one. */
  tryTake(nowMs: number): boolean {
    this.#refill(nowMs);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #refill(nowMs: number): void {
    const passedMs = Number.isFinite(this.#updatedMs) ? Math.max(0, nowMs - this.#updatedMs) : 0;
    this.#tokens = Math.min(this.policy.most, this.#tokens + (passedMs / 1_000) * this.policy.perSecond);
    this.#updatedMs = Math.max(this.#updatedMs, nowMs);
  }
}
