/**
 * Continuous ranked probability score of a sample about an observation: mean |x − y| − ½ mean |x − x′|, in the unit of the
 * observation; smaller is better (Gneiting and Raftery 2007, equation 21).
 * @param sorted the sample, ascending
 */
export function crps(sorted: Float64Array, observed: number): number {
  const n = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let at = 0; at < n; at++) {
    const value = sorted[at] ?? 0;
    distance += Math.abs(value - observed);
    // Σ |xᵢ − xⱼ| over all pairs, from the ranks.
    spread += (2 * at - n + 1) * value;
  }
  return distance / n - spread / (n * n);
}

/**
 * Probability integral transform: share of the sample below the observation, ties counting half; about uniform where the sample comes
 * from the distribution of the observation. Never 0 or 1.
 */
export function probabilityIntegral(sorted: Float64Array, observed: number): number {
  let below = 0;
  let equal = 0;
  for (const value of sorted) {
    if (value < observed) below += 1;
    else if (value === observed) equal += 1;
    else break;
  }
  return (below + equal / 2 + 0.5) / (sorted.length + 1);
}
