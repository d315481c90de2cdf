/**
 * u − log(1 + u) without cancellation near 0, where it is u²/2 − u³/3 + …
 * With r = u / (2 + u): u − log(1 + u) = r u − 2 (r³/3 + r⁵/5 + …).
 * @param u above −1; +Infinity at −1, NaN below
 */
export function log1pRemainder(u: number): number {
  if (!(u >= -0.4 && u <= 0.8)) return u - Math.log1p(u);
  const r = u / (2 + u);
  const square = r * r;
  let term = r * square;
  let sum = 0;
  for (let odd = 3; ; odd += 2) {
    const next = sum + term / odd;
    if (next === sum) return r * u - 2 * sum;
    sum = next;
    term *= square;
  }
}

/**
 * u − log(1 + u) where 1 + u is known as a ratio of its own: exact also where u rounds to −1.
 * @param u ratio − 1, computed without cancellation
 */
export function logRatioRemainder(u: number, ratio: number): number {
  return Math.abs(u) < 0.4 ? log1pRemainder(u) : u - Math.log(ratio);
}
