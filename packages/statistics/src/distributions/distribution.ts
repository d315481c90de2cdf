import type { RandomStream } from '../random/random-stream.js';

/** A continuous distribution of one variable. Tails keep their relative accuracy: use the one whose probability is small. */
export interface Distribution {
  /** Logarithm of the density; −Infinity outside the support. */
  logDensity(x: number): number;
  /** Derivative of {@link logDensity} by x, inside the support. */
  logDensitySlope(x: number): number;
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** P(X > x). */
  upperTail(x: number): number;
  /** The x with P(X ≤ x) = p; NaN unless 0 ≤ p ≤ 1. */
  quantile(p: number): number;
  /** The x with P(X > x) = q: a quantile without the rounding of 1 − q. */
  upperQuantile(q: number): number;
  draw(random: RandomStream): number;
}
