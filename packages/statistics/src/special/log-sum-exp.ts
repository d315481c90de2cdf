/** log(e^a + e^b) without overflow; −Infinity stands for a weight of zero. */
export function logSumExpOf(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b;
  if (b === Number.NEGATIVE_INFINITY) return a;
  const high = Math.max(a, b);
  if (high === Number.POSITIVE_INFINITY) return high;
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

/** log Σ e^x without overflow; −Infinity for no values. */
export function logSumExp(values: ArrayLike<number>): number {
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) high = Math.max(high, values[i]!);
  if (!Number.isFinite(high)) return high;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - high);
  return high + Math.log(sum);
}

/**
 * log(1 − e^x), accurate for x near 0 and for very negative x (Mächler 2012).
 * @param x at most 0
 */
export function log1mExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}
