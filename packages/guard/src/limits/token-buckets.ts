/** How fast something may be used: `perSecond` on average, `burst` at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  updatedMs: number;
}

const MAX_BUCKETS = 100_000;

/**
 * Token buckets by name, refilled continuously. Several limits of one request are taken together or not at all, so that a request
 * refused by one does not use up another.
 */
export class TokenBuckets {
  /** In order of last use: the first is the one that was not needed for longest. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly maxBuckets = MAX_BUCKETS) {}

  /**
   * Takes every cost, or none.
   * @returns 0 when taken, else the milliseconds until it could be; Infinity where a cost exceeds its burst
   */
  takeAll(wishes: readonly { name: string; rate: Rate; cost: number }[], nowMs: number): number {
    let waitMs = 0;
    const refilled = wishes.map(({ name, rate, cost }) => {
      const tokens = this.#tokens(name, rate, nowMs);
      if (cost > rate.burst) waitMs = Number.POSITIVE_INFINITY;
      else if (tokens < cost) waitMs = Math.max(waitMs, ((cost - tokens) / rate.perSecond) * 1_000);
      return tokens;
    });
    wishes.forEach(({ name, cost }, index) => {
      this.#put(name, (refilled[index] ?? 0) - (waitMs === 0 ? cost : 0), nowMs);
    });
    return waitMs;
  }

  /** Takes what was used already, whether it is there or not: the bucket may be left in debt, which the next asker waits for. */
  charge(name: string, rate: Rate, cost: number, nowMs: number): void {
    this.#put(name, this.#tokens(name, rate, nowMs) - cost, nowMs);
  }

  #tokens(name: string, rate: Rate, nowMs: number): number {
    const bucket = this.#buckets.get(name) ?? { tokens: rate.burst, updatedMs: nowMs };
    const passedMs = Math.max(0, nowMs - bucket.updatedMs);
    return Math.min(rate.burst, bucket.tokens + (passedMs / 1_000) * rate.perSecond);
  }

  #put(name: string, tokens: number, nowMs: number): void {
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens, updatedMs: nowMs });
    if (this.#buckets.size <= this.maxBuckets) return;
    const [oldest] = this.#buckets.keys();
    // A forgotten bucket is full again, as one that was unused for so long would be.
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }

  get size(): number {
    return this.#buckets.size;
  }
}
