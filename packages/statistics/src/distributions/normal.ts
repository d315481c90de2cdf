import {
  normalCdf,
  normalLogDensity,
  normalQuantile,
  normalUpperQuantile,
  normalUpperTail,
} from '../special/normal.js';
import { exponentialOf, half, locationScale, truncated } from './derived.js';
import type { Distribution } from './distribution.js';

/** Mean 0, standard deviation 1. */
export const standardNormal: Distribution = {
  logDensity: normalLogDensity,
  logDensitySlope: (x) => -x,
  cdf: normalCdf,
  upperTail: normalUpperTail,
  quantile: normalQuantile,
  upperQuantile: normalUpperQuantile,
  draw: (random) => random.normal(),
};

/** @param sd standard deviation, positive */
export const normal = (mean: number, sd: number): Distribution => locationScale(standardNormal, mean, sd);

/** |X| of a normal X with mean 0. @param sd standard deviation of X, positive */
export const halfNormal = (sd: number): Distribution => half(normal(0, sd));

/** A normal restricted to an interval. @param low may be −Infinity, high may be Infinity */
export const truncatedNormal = (mean: number, sd: number, low: number, high: number): Distribution =>
  truncated(normal(mean, sd), low, high);

/** e^X of a normal X. @param mean of X; @param sd of X, positive */
export const logNormal = (mean: number, sd: number): Distribution => exponentialOf(normal(mean, sd));
