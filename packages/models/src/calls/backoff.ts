export interface BackoffPolicy {
  readonly baseMs: number;
  readonly maxMs: number;
}

/**
 * Pause before a retry: exponential with full jitter (Brooker, "Exponential Backoff and Jitter", 2015), and never shorter than the
 * endpoint asked for; `null` where it asked for more than `maxMs`, for then another endpoint is the better choice.
 * @param retry From 1
 * @param random In [0, 1)
 */
export function backoffMs(
  { baseMs, maxMs }: BackoffPolicy,
  retry: number,
  random: number,
  retryAfterMs: number,
): number | null {
  if (retryAfterMs > maxMs) return null;
  const ceilingMs = Math.min(maxMs, baseMs * 2 ** (retry - 1));
  return Math.max(retryAfterMs, random * ceilingMs);
}
