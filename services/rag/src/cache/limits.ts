/** What a tenant asks of a kept answer, beyond the bounds of the cache itself. */
export interface CacheLimits {
  /** Milliseconds since it was made; absent = as long as the cache keeps anything. */
  readonly maxAgeMs?: number;
  /** Least cosine of two questions; absent = the calibrated threshold of the embedding space. */
  readonly minimumCosine?: number;
}
