import { PROBABILITIES } from './forecast.js';

/** What was forecast for one period. */
export interface ForecastPoint {
  readonly runId: string;
  /** When the forecast was made, ISO 8601. */
  readonly madeAt: string;
  /** First day of the period. */
  readonly date: string;
  /** Periods after the last one that the model had seen, from 1. */
  readonly horizon: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Quantiles at the probabilities of a forecast. */
  readonly quantiles: readonly number[];
}

/** A forecast with what happened. */
export interface TrackedPoint extends ForecastPoint {
  readonly observed: number;
  /** Probability that the forecast gave to less than what happened, 0..1. */
  readonly surprise: number;
}

export interface TrackedQuality {
  readonly points: number;
  /** Mean of the absolute errors by what happened; NaN where nothing did. */
  readonly mape: number;
  /** Sum of absolute errors by the sum of what happened. */
  readonly wmape: number;
  /** Share of the periods inside of the 90 % interval. */
  readonly coverage90: number;
}

export interface ForecastRecord extends TrackedQuality {
  readonly byHorizon: readonly (TrackedQuality & { readonly from: number; readonly to: number })[];
  /** In the order of their periods, for each period the forecasts in the order in which they were made. */
  readonly tracked: readonly TrackedPoint[];
}

/** Horizons that are told apart: next periods, a month, a quarter, half a year, beyond. */
const HORIZONS = [
  [1, 1],
  [2, 4],
  [5, 13],
  [14, 26],
  [27, Number.POSITIVE_INFINITY],
] as const;

/** Holds forecasts against what happened since. Periods that are not over, or not known, are left out. */
export function trackForecasts(
  forecasts: readonly ForecastPoint[],
  observed: ReadonlyMap<string, number>,
): ForecastRecord {
  const tracked = forecasts
    .flatMap((point) => {
      const outcome = observed.get(point.date);
      return outcome === undefined ? [] : [{ ...point, observed: outcome, surprise: surpriseOf(point, outcome) }];
    })
    .sort((a, b) => compare(a.date, b.date) || compare(a.madeAt, b.madeAt));
  const byHorizon = HORIZONS.flatMap(([from, to]) => {
    const some = tracked.filter(({ horizon }) => horizon >= from && horizon <= to);
    return some.length === 0 ? [] : [{ from, to, ...qualityOf(some) }];
  });
  return { ...qualityOf(tracked), byHorizon, tracked };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function qualityOf(points: readonly TrackedPoint[]): TrackedQuality {
  const nonZero = points.filter(({ observed }) => observed !== 0);
  const sum = (some: readonly TrackedPoint[], value: (point: TrackedPoint) => number) =>
    some.reduce((total, point) => total + value(point), 0);
  const error = ({ observed, mean }: TrackedPoint) => Math.abs(observed - mean);
  return {
    points: points.length,
    mape: sum(nonZero, (point) => error(point) / Math.abs(point.observed)) / nonZero.length,
    wmape: sum(points, error) / sum(points, ({ observed }) => Math.abs(observed)),
    coverage90: points.filter(({ observed, low, high }) => observed >= low && observed <= high).length / points.length,
  };
}

/** Probability below the outcome, by straight lines between the kept quantiles; half of what is left beyond the outermost. */
export function surpriseOf({ quantiles }: Pick<ForecastPoint, 'quantiles'>, observed: number): number {
  const above = quantiles.findIndex((quantile) => quantile >= observed);
  const last = PROBABILITIES[PROBABILITIES.length - 1] ?? 1;
  if (above < 0) return (1 + last) / 2;
  if (above === 0) return quantiles[0] === observed ? (PROBABILITIES[0] ?? 0) : (PROBABILITIES[0] ?? 0) / 2;
  const [low, high] = [quantiles[above - 1] ?? 0, quantiles[above] ?? 0];
  const [from, to] = [PROBABILITIES[above - 1] ?? 0, PROBABILITIES[above] ?? 1];
  return from + ((to - from) * (observed - low)) / (high - low);
}
