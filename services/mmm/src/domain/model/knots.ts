/** Straight lines between values at knots: at each period the two knots about it and their weights. */
export interface KnotBasis {
  readonly count: number;
  /** Index of the knot before each period. */
  readonly before: Int32Array;
  /** Weight of the knot after it. */
  readonly share: Float64Array;
}

/** So many knots, equally spaced from the first to the last of the periods that are fitted; the last value holds afterwards. */
export function knotBasis(count: number, periods: number, fitted: number): KnotBasis {
  const before = new Int32Array(periods);
  const share = new Float64Array(periods);
  if (count > 1)
    for (let t = 0; t < periods; t++) {
      const place = Math.min((t * (count - 1)) / Math.max(1, fitted - 1), count - 1);
      before[t] = Math.min(Math.floor(place), count - 2);
      share[t] = place - before[t]!;
    }
  return { count, before, share };
}

/** Weight of one knot at a period: what {@link knotBasis} holds, for any period. */
export function knotWeight(count: number, fitted: number, knot: number, t: number): number {
  if (count === 1) return 1;
  const place = Math.min((t * (count - 1)) / Math.max(1, fitted - 1), count - 1);
  return Math.max(0, 1 - Math.abs(place - knot));
}
