import type { Interval } from '../run-summary.js';

/** Bounds of the equal-tailed 90 % interval. */
export const LOW = 0.05;
export const HIGH = 0.95;

/** Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, definition 7). @param sorted ascending */
export function quantileOf(sorted: Float64Array, probability: number): number {
  const at = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Sample standard deviation; 0 for less than two values. */
export function sdOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/** Mean and 90 % interval of draws, in any order; they are not changed. */
export function intervalOf(draws: Float64Array): Interval {
  const sorted = Float64Array.from(draws).sort();
  return { mean: meanOf(draws), low: quantileOf(sorted, LOW), high: quantileOf(sorted, HIGH) };
}

/** Shortest interval that holds this share of the draws. @param probability in (0, 1) */
export function highestDensity(
  draws: Float64Array,
  probability: number,
): { readonly low: number; readonly high: number } {
  const sorted = Float64Array.from(draws).sort();
  const inside = Math.max(1, Math.floor(probability * sorted.length));
  let best = { low: sorted[0] ?? Number.NaN, high: sorted.at(-1) ?? Number.NaN };
  for (let at = 0; at + inside < sorted.length; at++) {
    const low = sorted[at] ?? Number.NaN;
    const high = sorted[at + inside] ?? Number.NaN;
    if (high - low < best.high - best.low) best = { low, high };
  }
  return best;
}

/** Indices of at most so many draws, evenly spaced over all. */
export function evenDraws(draws: number, atMost: number): readonly number[] {
  const count = Math.min(draws, Math.max(1, Math.floor(atMost)));
  return Array.from({ length: count }, (_, index) => Math.floor((index * draws) / count));
}
