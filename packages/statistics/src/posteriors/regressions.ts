import { type CoefficientPrior, linearRegression } from './linear-regression.js';
import { numberOf, type PosteriorData, type ReferencePosterior, vectorOf } from './reference-posterior.js';

const WIDE: CoefficientPrior = { mean: 0, sd: 10 };
const HALF_CAUCHY = { kind: 'half-cauchy', scale: 2.5 } as const;
const FLAT = { kind: 'flat' } as const;

const named = (name: string, count: number, prior: CoefficientPrior) =>
  Array.from({ length: count }, (_, k) => ({ name: `${name}[${k + 1}]`, prior }));

const map = (vector: Float64Array, of: (value: number, i: number) => number) => vector.map(of);

/** Autoregression of order K. */
export function autoregression(data: PosteriorData): ReferencePosterior {
  const series = vectorOf(data, 'y');
  const order = numberOf(data, 'K');
  const lagged = (lag: number) => series.slice(order - lag, series.length - lag);
  return linearRegression({
    y: lagged(0),
    columns: [lagged(0).fill(1), ...Array.from({ length: order }, (_, k) => lagged(k + 1))],
    coefficients: [{ name: 'alpha', prior: WIDE }, ...named('beta', order, WIDE)],
    sigma: HALF_CAUCHY,
  });
}

/** Test scores of children by the intelligence quotient of their mothers. */
export function kidScore(data: PosteriorData): ReferencePosterior {
  const y = vectorOf(data, 'kid_score');
  return linearRegression({
    y,
    columns: [ones(y), vectorOf(data, 'mom_iq')],
    coefficients: named('beta', 2, null),
    sigma: HALF_CAUCHY,
  });
}

/** Logarithm of earnings by height and sex, with their interaction, on raw columns. */
export function logEarnings(data: PosteriorData): ReferencePosterior {
  const y = map(vectorOf(data, 'earn'), Math.log);
  const height = vectorOf(data, 'height');
  const male = vectorOf(data, 'male');
  return linearRegression({
    y,
    columns: [ones(y), height, male, map(height, (value, i) => value * male[i]!)],
    coefficients: named('beta', 4, null),
    sigma: FLAT,
  });
}

/** Logarithm of the leaf weight of mesquite bushes by volume, area, shape, height, density and group. */
export function logMesquite(data: PosteriorData): ReferencePosterior {
  const y = map(vectorOf(data, 'weight'), Math.log);
  const one = vectorOf(data, 'diam1');
  const two = vectorOf(data, 'diam2');
  const canopy = vectorOf(data, 'canopy_height');
  return linearRegression({
    y,
    columns: [
      ones(y),
      map(one, (value, i) => Math.log(value * two[i]! * canopy[i]!)),
      map(one, (value, i) => Math.log(value * two[i]!)),
      map(one, (value, i) => Math.log(value / two[i]!)),
      map(vectorOf(data, 'total_height'), Math.log),
      map(vectorOf(data, 'density'), Math.log),
      vectorOf(data, 'group'),
    ],
    coefficients: named('beta', 7, null),
    sigma: FLAT,
  });
}

/** Summer temperatures at Kilpisjärvi by year; intercept and slope are correlated to 0.9999. */
export function kilpisjarvi(data: PosteriorData): ReferencePosterior {
  const y = vectorOf(data, 'y');
  return linearRegression({
    y,
    columns: [ones(y), vectorOf(data, 'x')],
    coefficients: [
      { name: 'alpha', prior: { mean: numberOf(data, 'pmualpha'), sd: numberOf(data, 'psalpha') } },
      { name: 'beta', prior: { mean: numberOf(data, 'pmubeta'), sd: numberOf(data, 'psbeta') } },
    ],
    sigma: FLAT,
  });
}

/** Regression on five columns without an intercept. */
export function fiveColumns(data: PosteriorData): ReferencePosterior {
  const rows = data.X;
  if (!Array.isArray(rows)) throw new TypeError('the data has no matrix X');
  const width = numberOf(data, 'D');
  return linearRegression({
    y: vectorOf(data, 'y'),
    columns: Array.from({ length: width }, (_, k) => Float64Array.from(rows, (row: readonly number[]) => row[k]!)),
    coefficients: named('beta', width, WIDE),
    sigma: { kind: 'half-normal', scale: 10 },
  });
}

const ones = (like: Float64Array) => new Float64Array(like.length).fill(1);
