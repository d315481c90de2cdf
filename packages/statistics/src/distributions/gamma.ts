import { drawGamma, requirePositive } from '../random/draws.js';
import { incompleteGamma, logGammaFactor } from '../special/gamma-functions.js';
import { logGamma } from '../special/log-gamma.js';
import { normalQuantile } from '../special/normal.js';
import { locationScale } from './derived.js';
import type { Distribution } from './distribution.js';
import { solveQuantile } from './solve-quantile.js';

/** Gamma distribution with mean shape / rate. */
export function gamma(shape: number, rate = 1): Distribution {
  requirePositive('shape', shape);
  requirePositive('rate', rate);
  return locationScale(standardGamma(shape), 0, 1 / rate);
}

/** Chi-squared distribution. @param degrees positive, need not be whole */
export const chiSquared = (degrees: number): Distribution => gamma(degrees / 2, 0.5);

/** Exponential distribution with mean 1 / rate. */
export const exponential = (rate: number): Distribution => gamma(1, rate);

function standardGamma(shape: number): Distribution {
  const logNormaliser = logGamma(shape);
  const solve = (target: number, isLower: boolean) =>
    solveQuantile(target, isLower, start(shape, target, isLower), (x) => {
      const { lower, upper } = incompleteGamma(shape, x);
      return { tail: isLower ? lower : upper, density: Math.exp(logGammaFactor(shape, x)) };
    });
  const quantile = (p: number, q: number) => {
    if (!(p >= 0 && q >= 0)) return Number.NaN;
    if (p === 0) return 0;
    if (q === 0) return Number.POSITIVE_INFINITY;
    return p <= q ? solve(p, true) : solve(q, false);
  };
  return {
    logDensity(x) {
      if (x < 0 || x === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
      if (x === 0 && shape === 1) return 0;
      return (shape - 1) * Math.log(x) - x - logNormaliser;
    },
    logDensitySlope: (x) => (shape - 1) / x - 1,
    cdf: (x) => (x <= 0 ? 0 : incompleteGamma(shape, x).lower),
    upperTail: (x) => (x <= 0 ? 1 : incompleteGamma(shape, x).upper),
    quantile: (p) => quantile(p, 1 - p),
    upperQuantile: (q) => quantile(1 - q, q),
    draw: (random) => drawGamma(random, shape),
  };
}

/** Wilson and Hilferty's cube of a normal; near 0 the first term of the series. */
function start(shape: number, target: number, isLower: boolean): number {
  const z = isLower ? normalQuantile(target) : -normalQuantile(target);
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (cube > 0.3) return shape * cube ** 3;
  const logLower = isLower ? Math.log(target) : Math.log1p(-target);
  return Math.exp((logLower + logGamma(shape + 1)) / shape);
}
