export interface BackoffPolicy {
  readonly firstMs: number;
  readonly maxMs: number;
  /** A part that stayed ready this long starts again at the first delay. */
  readonly stableMs: number;
}

export const restartBackoff: BackoffPolicy = { firstMs: 500, maxMs: 15_000, stableMs: 10_000 };

/** Delay before restart number `failures` in a row (1 = the first): doubling, bounded. */
export function backoffMs(policy: BackoffPolicy, failures: number): number {
  return Math.min(policy.maxMs, policy.firstMs * 2 ** Math.min(failures - 1, 30));
}

/** Failures in a row, counting one more now, after a run that was ready for `readyForMs`. */
export function nextFailures(policy: BackoffPolicy, failures: number, readyForMs: number): number {
  return readyForMs >= policy.stableMs ? 1 : failures + 1;
}
