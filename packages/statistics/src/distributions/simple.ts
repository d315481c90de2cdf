import { half, locationScale } from './derived.js';
import type { Distribution } from './distribution.js';

/** Uniform distribution. @throws RangeError unless low < high, both finite */
export function uniform(low: number, high: number): Distribution {
  if (!(low < high && Number.isFinite(high - low)))
    throw new RangeError(`low must be below high, got ${low} and ${high}`);
  return locationScale(standardUniform, low, high - low);
}

/** Laplace distribution with standard deviation √2 · scale. */
export const laplace = (location: number, scale: number): Distribution =>
  locationScale(standardLaplace, location, scale);

export const cauchy = (location: number, scale: number): Distribution => locationScale(standardCauchy, location, scale);

/** |X| of a Cauchy X with location 0. */
export const halfCauchy = (scale: number): Distribution => half(cauchy(0, scale));

const isProbability = (p: number) => p >= 0 && p <= 1;

const standardUniform: Distribution = {
  logDensity: (x) => (x >= 0 && x <= 1 ? 0 : Number.NEGATIVE_INFINITY),
  logDensitySlope: () => 0,
  cdf: (x) => Math.min(Math.max(x, 0), 1),
  upperTail: (x) => Math.min(Math.max(1 - x, 0), 1),
  quantile: (p) => (isProbability(p) ? p : Number.NaN),
  upperQuantile: (q) => (isProbability(q) ? 1 - q : Number.NaN),
  draw: (random) => random.uniform(),
};

const laplaceQuantile = (p: number) => {
  if (!isProbability(p)) return Number.NaN;
  return p < 0.5 ? Math.log(2 * p) : -Math.log(2 * (1 - p));
};

const standardLaplace: Distribution = {
  logDensity: (x) => -Math.abs(x) - Math.LN2,
  logDensitySlope: (x) => -Math.sign(x),
  cdf: (x) => (x < 0 ? 0.5 * Math.exp(x) : 1 - 0.5 * Math.exp(-x)),
  upperTail: (x) => (x > 0 ? 0.5 * Math.exp(-x) : 1 - 0.5 * Math.exp(x)),
  quantile: laplaceQuantile,
  upperQuantile: (q) => -laplaceQuantile(q),
  draw: (random) => laplaceQuantile(random.openUniform()),
};

/** P(X > x): atan2 keeps the tail exact. */
const cauchyTail = (x: number) => Math.atan2(1, x) / Math.PI;

const cauchyQuantile = (p: number) => {
  if (!isProbability(p)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return p < 0.25 || p > 0.75
    ? (p < 0.5 ? -1 : 1) / Math.tan(Math.PI * Math.min(p, 1 - p))
    : Math.tan(Math.PI * (p - 0.5));
};

const standardCauchy: Distribution = {
  logDensity: (x) => -Math.log1p(x * x) - Math.log(Math.PI),
  logDensitySlope: (x) => (-2 * x) / (1 + x * x),
  cdf: (x) => cauchyTail(-x),
  upperTail: cauchyTail,
  quantile: cauchyQuantile,
  upperQuantile: (q) => -cauchyQuantile(q),
  draw: (random) => cauchyQuantile(random.openUniform()),
};
