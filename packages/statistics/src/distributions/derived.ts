import { requirePositive } from '../random/draws.js';
import type { Distribution } from './distribution.js';

/** location + scale · X. */
export function locationScale(base: Distribution, location: number, scale: number): Distribution {
  requirePositive('scale', scale);
  const logScale = Math.log(scale);
  const inverse = 1 / scale;
  const standard = (x: number) => (x - location) * inverse;
  return {
    logDensity: (x) => base.logDensity(standard(x)) - logScale,
    logDensitySlope: (x) => base.logDensitySlope(standard(x)) * inverse,
    cdf: (x) => base.cdf(standard(x)),
    upperTail: (x) => base.upperTail(standard(x)),
    quantile: (p) => location + scale * base.quantile(p),
    upperQuantile: (q) => location + scale * base.upperQuantile(q),
    draw: (random) => location + scale * base.draw(random),
  };
}

/** |X| of an X that is symmetric about 0. Probabilities near 0 are exact to about 1e-16 absolute, those near 1 relatively. */
export function half(base: Distribution): Distribution {
  return {
    logDensity: (x) => (x < 0 ? Number.NEGATIVE_INFINITY : Math.LN2 + base.logDensity(x)),
    logDensitySlope: (x) => base.logDensitySlope(x),
    cdf: (x) => (x <= 0 ? 0 : 1 - 2 * base.upperTail(x)),
    upperTail: (x) => (x <= 0 ? 1 : 2 * base.upperTail(x)),
    quantile: (p) => (p >= 0 && p <= 1 ? base.upperQuantile((1 - p) / 2) : Number.NaN),
    upperQuantile: (q) => (q >= 0 && q <= 1 ? base.upperQuantile(q / 2) : Number.NaN),
    draw: (random) => Math.abs(base.draw(random)),
  };
}

/** e^X. */
export function exponentialOf(base: Distribution): Distribution {
  return {
    logDensity: (x) => (x <= 0 ? Number.NEGATIVE_INFINITY : base.logDensity(Math.log(x)) - Math.log(x)),
    logDensitySlope: (x) => (base.logDensitySlope(Math.log(x)) - 1) / x,
    cdf: (x) => (x <= 0 ? 0 : base.cdf(Math.log(x))),
    upperTail: (x) => (x <= 0 ? 1 : base.upperTail(Math.log(x))),
    quantile: (p) => Math.exp(base.quantile(p)),
    upperQuantile: (q) => Math.exp(base.upperQuantile(q)),
    draw: (random) => Math.exp(base.draw(random)),
  };
}

/**
 * X given low ≤ X ≤ high. Probabilities are taken from the tail in which the interval lies, so an interval far out is exact, too.
 * @throws RangeError unless low < high and the interval has a probability above 0
 */
export function truncated(base: Distribution, low: number, high: number): Distribution {
  if (!(low < high)) throw new RangeError(`low must be below high, got ${low} and ${high}`);
  // Where the interval starts beyond the median, count from above.
  const fromAbove = base.cdf(low) > 0.5;
  const mass = fromAbove ? base.upperTail(low) - base.upperTail(high) : base.cdf(high) - base.cdf(low);
  if (!(mass > 0)) throw new RangeError(`the interval from ${low} to ${high} has no probability`);
  const logMass = Math.log(mass);
  const below = (x: number) => (fromAbove ? base.upperTail(low) - base.upperTail(x) : base.cdf(x) - base.cdf(low));
  const above = (x: number) =>
    base.cdf(x) > 0.5 ? base.upperTail(x) - base.upperTail(high) : base.cdf(high) - base.cdf(x);
  const clamp = (x: number) => Math.min(Math.max(x, low), high);
  const quantile = (p: number) => {
    if (!(p >= 0 && p <= 1)) return Number.NaN;
    return clamp(
      fromAbove ? base.upperQuantile(base.upperTail(low) - p * mass) : base.quantile(base.cdf(low) + p * mass),
    );
  };
  return {
    logDensity: (x) => (x < low || x > high ? Number.NEGATIVE_INFINITY : base.logDensity(x) - logMass),
    logDensitySlope: (x) => base.logDensitySlope(x),
    cdf: (x) => (x <= low ? 0 : x >= high ? 1 : below(x) / mass),
    upperTail: (x) => (x <= low ? 1 : x >= high ? 0 : above(x) / mass),
    quantile,
    upperQuantile: (q) => {
      if (!(q >= 0 && q <= 1)) return Number.NaN;
      return clamp(
        fromAbove ? base.upperQuantile(base.upperTail(high) + q * mass) : base.quantile(base.cdf(high) - q * mass),
      );
    },
    draw: (random) => quantile(random.openUniform()),
  };
}
