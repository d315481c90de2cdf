/** Token bucket that refills continuously and holds at most one second's worth. */
export class RateLimiter {
  readonly #buckets = new Map<string, { tokens: number; updatedMs: number }>();

  /** Takes one token of `name`; `false` = the limit is reached. */
  take(name: string, perSecond: number, nowMs: number): boolean {
    const bucket = this.#buckets.get(name) ?? { tokens: perSecond, updatedMs: nowMs };
    const refilled = bucket.tokens + ((nowMs - bucket.updatedMs) / 1_000) * perSecond;
    const tokens = Math.min(perSecond, refilled);
    const allowed = tokens >= 1;
    this.#buckets.set(name, { tokens: allowed ? tokens - 1 : tokens, updatedMs: nowMs });
    return allowed;
  }
}
