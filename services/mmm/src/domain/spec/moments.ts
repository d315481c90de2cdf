import { coordinateOf, logJacobian, toValue } from './coordinate.js';
import type { Distribution } from './distribution.js';
import { logDensity } from './log-density.js';

const REACH = 40;
const STEPS = 8_000;
const cache = new WeakMap<Distribution, Table>();

interface Table {
  readonly values: Float64Array;
  /** Probability up to each value. */
  readonly cumulative: Float64Array;
  readonly mean: number;
  readonly sd: number;
}

/**
 * Mean, standard deviation and quantiles of any distribution by the trapezoid rule on its unconstrained coordinate, where densities
 * fall off so fast that the rule is accurate to about 1e-6. Infinite moments (HalfCauchy, few degrees of freedom) are NaN.
 */
export function moments(distribution: Distribution): { readonly mean: number; readonly sd: number } {
  if (distribution.family === 'Constant') return { mean: distribution.parameters[0] ?? 0, sd: 0 };
  const [degrees = 0] = distribution.parameters;
  const heavy = distribution.family === 'StudentT' || distribution.family === 'HalfStudentT' ? degrees : Infinity;
  const order = distribution.family === 'HalfCauchy' ? 1 : distribution.family === 'InverseGamma' ? degrees : heavy;
  const { mean, sd } = table(distribution);
  return { mean: order > 1 ? mean : Number.NaN, sd: order > 2 ? sd : Number.NaN };
}

/** The value with this probability below it. @param probability in (0, 1); a uniform random number gives a random draw */
export function quantile(distribution: Distribution, probability: number): number {
  if (distribution.family === 'Constant') return distribution.parameters[0] ?? 0;
  const { values, cumulative } = table(distribution);
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 0) <= probability) low = middle;
    else high = middle;
  }
  const [a = 0, b = 0] = [cumulative[low], cumulative[high]];
  const share = b > a ? (probability - a) / (b - a) : 0;
  const [from = 0, to = 0] = [values[low], values[high]];
  return from + share * (to - from);
}

/** Probability of a value at or below x. */
export function cumulativeProbability(distribution: Distribution, x: number): number {
  if (distribution.family === 'Constant') return x >= (distribution.parameters[0] ?? 0) ? 1 : 0;
  const { values, cumulative } = table(distribution);
  if (x <= (values[0] ?? 0)) return 0;
  if (x >= (values[values.length - 1] ?? 0)) return 1;
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  const [from = 0, to = 0] = [values[low], values[high]];
  const share = to > from ? (x - from) / (to - from) : 0;
  return (cumulative[low] ?? 0) + share * ((cumulative[high] ?? 0) - (cumulative[low] ?? 0));
}

function table(distribution: Distribution): Table {
  const known = cache.get(distribution);
  if (known) return known;
  const coordinate = coordinateOf(distribution);
  if (!coordinate) throw new RangeError('a constant has no density');
  const values = new Float64Array(STEPS + 1);
  const logs = new Float64Array(STEPS + 1);
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at <= STEPS; at++) {
    const z = REACH * ((2 * at) / STEPS - 1);
    const value = toValue(coordinate, z);
    const log = logDensity(distribution, value) + logJacobian(coordinate, z);
    values[at] = value;
    // At the bounds of the support a value can round to the bound, where a density may be infinite; nothing is lost there.
    logs[at] = Number.isFinite(log) ? log : Number.NEGATIVE_INFINITY;
    largest = Math.max(largest, logs[at] ?? 0);
  }
  const weight = (at: number) => Math.exp((logs[at] ?? 0) - largest);
  const cumulative = new Float64Array(STEPS + 1);
  for (let at = 1; at <= STEPS; at++) cumulative[at] = (cumulative[at - 1] ?? 0) + 0.5 * (weight(at - 1) + weight(at));
  const total = cumulative[STEPS] ?? 1;
  let mean = 0;
  for (let at = 0; at <= STEPS; at++) mean += weight(at) === 0 ? 0 : (weight(at) / total) * (values[at] ?? 0);
  let variance = 0;
  for (let at = 0; at <= STEPS; at++)
    variance += weight(at) === 0 ? 0 : (weight(at) / total) * ((values[at] ?? 0) - mean) ** 2;
  for (let at = 0; at <= STEPS; at++) cumulative[at] = (cumulative[at] ?? 0) / total;
  const made = { values, cumulative, mean, sd: Math.sqrt(variance) };
  cache.set(distribution, made);
  return made;
}
