import { RecentMap } from './recent-map.js';

/** Most buckets that are remembered; the one that was used longest ago is forgotten first, which only gives it back its burst. */
const MAX_BUCKETS = 100_000;

interface Bucket {
  tokens: number;
  updatedMs: number;
}

/** Token buckets that refill continuously and hold at most one second's worth. */
export class RateLimiter {
  readonly #buckets = new RecentMap<string, Bucket>();

  constructor(private readonly maxBuckets = MAX_BUCKETS) {}

  /**
   * Takes `cost` tokens of `name`; `false` = the limit is reached. What costs more than a second's worth passes a full bucket
   * and leaves it in debt, so that large batches are slowed down and not shut out.
   */
  take(name: string, perSecond: number, nowMs: number, cost = 1): boolean {
    const bucket = this.#buckets.peek(name) ?? { tokens: perSecond, updatedMs: nowMs };
    const refilled = bucket.tokens + ((nowMs - bucket.updatedMs) / 1_000) * perSecond;
    const tokens = Math.min(perSecond, refilled);
    const allowed = tokens >= Math.min(cost, perSecond);
    this.#buckets.set(name, { tokens: allowed ? tokens - cost : tokens, updatedMs: nowMs });
    if (this.#buckets.size > this.maxBuckets) this.#buckets.takeOldest();
    return allowed;
  }

  /** Buckets remembered now. */
  get size(): number {
    return this.#buckets.size;
  }
}
