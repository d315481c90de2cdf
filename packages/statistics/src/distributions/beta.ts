import { drawBeta, drawGamma, requirePositive } from '../random/draws.js';
import { incompleteBeta, logBeta, logBetaFactor } from '../special/beta-functions.js';
import type { Distribution } from './distribution.js';
import { solveQuantile } from './solve-quantile.js';

/** Beta distribution on (0, 1) with mean a / (a + b). */
export function beta(a: number, b: number): Distribution {
  requirePositive('a', a);
  requirePositive('b', b);
  const logNormaliser = logBeta(a, b);
  return {
    logDensity(x) {
      if (x < 0 || x > 1) return Number.NEGATIVE_INFINITY;
      return powerTerm(a - 1, Math.log(x)) + powerTerm(b - 1, Math.log1p(-x)) - logNormaliser;
    },
    logDensitySlope: (x) => (a - 1) / x - (b - 1) / (1 - x),
    cdf: (x) => incompleteBeta(clamp(x), a, b).lower,
    upperTail: (x) => incompleteBeta(clamp(x), a, b).upper,
    quantile: (p) => betaQuantile(a, b, p, 1 - p).x,
    upperQuantile: (q) => betaQuantile(a, b, 1 - q, q).x,
    draw: (random) => drawBeta(random, a, b),
  };
}

/** Fisher's F distribution. @param numerator degrees of freedom; @param denominator degrees of freedom */
export function fisherF(numerator: number, denominator: number): Distribution {
  requirePositive('numerator', numerator);
  requirePositive('denominator', denominator);
  const a = numerator / 2;
  const b = denominator / 2;
  const ratio = numerator / denominator;
  const logNormaliser = logBeta(a, b) - a * Math.log(ratio);
  const tails = (x: number) => {
    const scaled = ratio * Math.max(x, 0);
    if (scaled === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
    return incompleteBeta(scaled / (1 + scaled), a, b, 1 / (1 + scaled));
  };
  const quantile = (p: number, q: number) => {
    const { x, y } = betaQuantile(a, b, p, q);
    return x / y / ratio;
  };
  return {
    logDensity: (x) =>
      x < 0
        ? Number.NEGATIVE_INFINITY
        : powerTerm(a - 1, Math.log(x)) - (a + b) * Math.log1p(ratio * x) - logNormaliser,
    logDensitySlope: (x) => (a - 1) / x - ((a + b) * ratio) / (1 + ratio * x),
    cdf: (x) => tails(x).lower,
    upperTail: (x) => tails(x).upper,
    quantile: (p) => quantile(p, 1 - p),
    upperQuantile: (q) => quantile(1 - q, q),
    draw: (random) => drawGamma(random, a, a) / drawGamma(random, b, b),
  };
}

/** The x with I_x(a, b) = p, and 1 − x; the smaller of the two is exact. @param q 1 − p */
function betaQuantile(a: number, b: number, p: number, q: number): { x: number; y: number } {
  if (!(p >= 0 && q >= 0)) return { x: Number.NaN, y: Number.NaN };
  if (p === 0) return { x: 0, y: 1 };
  if (q === 0) return { x: 1, y: 0 };
  const half = incompleteBeta(0.5, a, b, 0.5);
  const isLeft = p <= q ? p <= half.lower : q >= half.upper;
  if (isLeft) {
    const x = smallQuantile(a, b, p, q);
    return { x, y: 1 - x };
  }
  const y = smallQuantile(b, a, q, p);
  return { x: 1 - y, y };
}

/** {@link betaQuantile} where x is at most ½. */
function smallQuantile(a: number, b: number, p: number, q: number): number {
  const isLower = p <= q;
  const mean = a / (a + b);
  const first = Math.exp((Math.log(p) + Math.log(a) + logBeta(a, b)) / a);
  return solveQuantile(isLower ? p : q, isLower, Math.min(first, Math.min(mean, 0.5)), (x) => {
    // Newton may look beyond 1, where there is nothing to see.
    if (x >= 1) return { tail: isLower ? 1 : 0, density: Number.MIN_VALUE };
    const { lower, upper } = incompleteBeta(x, a, b);
    return { tail: isLower ? lower : upper, density: Math.exp(logBetaFactor(x, 1 - x, a, b)) / (1 - x) };
  });
}

const clamp = (x: number) => Math.min(Math.max(x, 0), 1);

/** exponent · log x, where 0 · −∞ is 0. */
const powerTerm = (exponent: number, log: number) => (exponent === 0 ? 0 : exponent * log);
