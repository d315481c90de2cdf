import { NumericalError } from '../errors.js';
import { HALF_LOG_TWO_PI, logGamma, stirlingCorrection } from './log-gamma.js';
import { logRatioRemainder } from './log1p-remainder.js';

const MOST_TERMS = 1e7;

/** Both parts of a probability: each is computed directly where it is the smaller one. */
export interface TailPair {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x): series below a + 1, continued fraction above.
 * Relative error about 1e-14, growing with √a; the work grows with √a, too.
 * @param a positive shape
 * @param x at least 0; NaN outside the domain
 * @throws NumericalError NO_CONVERGENCE for shapes beyond about 1e12, near x = a
 */
export function incompleteGamma(a: number, x: number): TailPair {
  if (!(a > 0 && x >= 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const factor = Math.exp(logGammaFactor(a, x));
  if (x < a + 1) {
    const lower = (factor * lowerSeries(a, x)) / a;
    return { lower, upper: a < 1 && lower > 0.9 ? upperBySmallShape(a, x) : 1 - lower };
  }
  const upper = factor * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/**
 * log(x^a e^−x / Γ(a)): the logarithm of x times the gamma density. Without cancellation for large a.
 * @param a positive
 * @param x positive
 */
export function logGammaFactor(a: number, x: number): number {
  if (a < 10) return a * Math.log(x) - x - logGamma(a);
  const deviation = (x - a) / a;
  return 0.5 * Math.log(a) - HALF_LOG_TWO_PI - stirlingCorrection(a) - a * logRatioRemainder(deviation, x / a);
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … (Abramowitz and Stegun 6.5.29). */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < MOST_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (!(term > sum * 1e-17)) return sum;
  }
  throw tooMany(a);
}

/** Γ(a, x) / (x^a e^−x) by Lentz's method on the even part of the continued fraction (Abramowitz and Stegun 6.5.31). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = c * d;
    value *= change;
    if (!(Math.abs(change - 1) > 4e-16)) return value;
  }
  throw tooMany(a);
}

/** Q(a, x) for shapes so small that P is nearly 1: Q = 1 − x^a/Γ(a+1) · (1 − a Σ …) in terms that do not cancel. */
function upperBySmallShape(a: number, x: number): number {
  // P = e^g (1 + s) with g = a log x − log Γ(a + 1) and s = Σ_{n≥1} a (−x)^n / ((a + n) n!).
  const logFactor = a * Math.log(x) - logGamma(a + 1);
  let term = 1;
  let sum = 0;
  for (let n = 1; ; n++) {
    term *= -x / n;
    const next = sum + (a * term) / (a + n);
    if (next === sum) break;
    sum = next;
  }
  return -Math.expm1(logFactor) - Math.exp(logFactor) * sum;
}

function tooMany(a: number): NumericalError {
  return new NumericalError('NO_CONVERGENCE', `the incomplete gamma function of shape ${a} needs too many terms`);
}
