import { NumericalError } from '../errors.js';
import type { TailPair } from './gamma-functions.js';
import { HALF_LOG_TWO_PI, logGamma, stirlingCorrection } from './log-gamma.js';
import { logRatioRemainder } from './log1p-remainder.js';

const MOST_TERMS = 1e7;

/** log B(a, b) for positive a and b, without cancellation for large arguments. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const correction = stirlingCorrection(large) - stirlingCorrection(small + large);
  const shrink = (large - 0.5) * Math.log1p(small / large);
  if (small < 10) return logGamma(small) + correction - shrink + small - small * Math.log(small + large);
  return (
    HALF_LOG_TWO_PI +
    stirlingCorrection(small) +
    correction -
    shrink +
    (small - 0.5) * Math.log(small / (small + large)) -
    0.5 * Math.log(small + large)
  );
}

/**
 * Regularised incomplete beta functions I_x(a, b) and 1 − I_x(a, b).
 * Relative error about 1e-14, growing with the square root of the larger parameter, and so does the work. A parameter below
 * 0.01 puts the smaller part near 0, where its error is about 1e-16 absolute.
 * @param x in [0, 1]
 * @param y 1 − x, given where it is known more exactly than x
 * @throws NumericalError NO_CONVERGENCE for parameters beyond about 1e12, near the mean
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): TailPair {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  if (x * (a + b + 2) <= a + 1) {
    const lower = lowerBeta(x, y, a, b);
    return { lower, upper: 1 - lower };
  }
  const upper = lowerBeta(y, x, b, a);
  return { lower: 1 - upper, upper };
}

/**
 * log(x^a y^b / B(a, b)), the logarithm of x y times the beta density, without cancellation for large parameters
 * (Didonato and Morris 1992, section 4).
 * @param y 1 − x
 */
export function logBetaFactor(x: number, y: number, a: number, b: number): number {
  if (Math.min(a, b) < 10) {
    const logX = x > 0.5 ? Math.log1p(-y) : Math.log(x);
    const logY = y > 0.5 ? Math.log1p(-x) : Math.log(y);
    return a * logX + b * logY - logBeta(a, b);
  }
  const excess = excessBelowMean(x, y, a, b);
  const exponent =
    a * logRatioRemainder(-excess / a, x * (1 + b / a)) + b * logRatioRemainder(excess / b, y * (1 + a / b));
  const corrections = stirlingCorrection(a) + stirlingCorrection(b) - stirlingCorrection(a + b);
  return 0.5 * Math.log(b / (1 + b / a)) - HALF_LOG_TWO_PI - corrections - exponent;
}

/**
 * I_x(a, b) below its mean by the continued fraction of Didonato and Morris (1992), equation 9, whose terms do not cancel where x
 * is near 1.
 */
function lowerBeta(x: number, y: number, a: number, b: number): number {
  const c = 1 + excessBelowMean(x, y, a, b);
  const c0 = b / a;
  const c1 = 1 + 1 / a;
  let p = 1;
  let s = a + 1;
  let topBefore = 0;
  let bottomBefore = 1;
  let top = 1;
  let bottom = c / c1;
  let ratio = c1 / c;
  for (let n = 1; n < MOST_TERMS; n++) {
    const t = n / a;
    const w = n * (b - n) * x;
    const e = a / s;
    const alpha = p * (p + c0) * e * e * (w * x);
    const beta = n + w / s + ((1 + t) / (c1 + t + t)) * (c + n * (y + 1));
    p = 1 + t;
    s += 2;
    const nextTop = alpha * topBefore + beta * top;
    const nextBottom = alpha * bottomBefore + beta * bottom;
    const before = ratio;
    ratio = nextTop / nextBottom;
    if (!(Math.abs(ratio - before) > 4e-16 * ratio)) return Math.exp(logBetaFactor(x, y, a, b)) * ratio;
    topBefore = top / nextBottom;
    bottomBefore = bottom / nextBottom;
    top = ratio;
    bottom = 1;
  }
  throw new NumericalError('NO_CONVERGENCE', `the incomplete beta function of ${a} and ${b} needs too many terms`);
}

/** (a + b) (mean − x), from whichever of x and 1 − x is the smaller. */
function excessBelowMean(x: number, y: number, a: number, b: number): number {
  return x <= y ? a - (a + b) * x : (a + b) * y - b;
}
