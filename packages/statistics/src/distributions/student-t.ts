import { drawStudentT, requirePositive } from '../random/draws.js';
import { incompleteBeta, logBeta } from '../special/beta-functions.js';
import { normalQuantile } from '../special/normal.js';
import { half, locationScale } from './derived.js';
import type { Distribution } from './distribution.js';
import { solveQuantile } from './solve-quantile.js';

/** Student's t distribution. @param degrees positive, need not be whole */
export function studentT(degrees: number, location = 0, scale = 1): Distribution {
  requirePositive('degrees', degrees);
  const standard = standardT(degrees);
  return location === 0 && scale === 1 ? standard : locationScale(standard, location, scale);
}

/** |X| of a Student-t X with location 0. */
export const halfStudentT = (degrees: number, scale: number): Distribution => half(studentT(degrees, 0, scale));

function standardT(degrees: number): Distribution {
  const logNormaliser = logBeta(0.5, degrees / 2) + 0.5 * Math.log(degrees);
  const logDensity = (t: number) => -0.5 * (degrees + 1) * Math.log1p((t * t) / degrees) - logNormaliser;
  /** P(0 < T ≤ t) and P(T > t), for t ≥ 0. */
  const parts = (t: number) => {
    const square = t * t;
    if (square === Number.POSITIVE_INFINITY) return { centre: 0.5, tail: farTail(t) };
    const { lower, upper } = incompleteBeta(
      square / (degrees + square),
      0.5,
      degrees / 2,
      degrees / (degrees + square),
    );
    return { centre: lower / 2, tail: upper / 2 };
  };
  // Beyond 1e154 the square overflows; the tail is a power there: t density(t) / degrees.
  const farTail = (t: number) =>
    t === Number.POSITIVE_INFINITY
      ? 0
      : Math.exp(-degrees * (Math.log(t) - 0.5 * Math.log(degrees)) - Math.log(degrees) - logBeta(0.5, degrees / 2));
  const upperQuantile = (q: number): number => {
    if (!(q >= 0 && q <= 1)) return Number.NaN;
    if (q === 0.5) return 0;
    if (q > 0.5) return -upperQuantile(1 - q);
    if (q === 0) return Number.POSITIVE_INFINITY;
    const density = (t: number) => t * Math.exp(logDensity(t));
    const start = Math.abs(normalQuantile(q));
    // Near the median the probability from the median to t is the small one.
    return q > 0.25
      ? solveQuantile(0.5 - q, true, start, (t) => ({ tail: parts(t).centre, density: density(t) }))
      : solveQuantile(q, false, start, (t) => ({ tail: parts(t).tail, density: density(t) }));
  };
  return {
    logDensity,
    logDensitySlope: (t) => (-(degrees + 1) * t) / (degrees + t * t),
    cdf: (t) => (t < 0 ? parts(-t).tail : 0.5 + parts(t).centre),
    upperTail: (t) => (t > 0 ? parts(t).tail : 0.5 + parts(-t).centre),
    quantile: (p) => -upperQuantile(p),
    upperQuantile,
    draw: (random) => drawStudentT(random, degrees),
  };
}
