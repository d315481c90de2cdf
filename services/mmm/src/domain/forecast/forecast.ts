import type { FittedModel } from '../fitted-model.js';
import { type Panel, sizeOf } from '../panel.js';
import { intervalSeries } from '../results/decomposition.js';
import { evenDraws, intervalOf, quantileOf } from '../results/interval.js';
import { expectedOf, predictiveOf } from '../results/predictive.js';
import { valueOfCells } from '../results/run-facts.js';
import type { Interval, IntervalSeries } from '../run-summary.js';

/** Probabilities of the quantiles that a forecast is kept by: enough to say later how surprising an outcome was. */
export const PROBABILITIES = [
  0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95,
  0.975, 0.99,
] as const;

const DRAWS = 1_000;

/** The outcome of all geos together in the periods after the data, in units of the outcome. */
export interface Forecast {
  readonly dates: readonly string[];
  /** Mean of an observation with the bounds of 90 % of observations. */
  readonly predicted: IntervalSeries;
  /** The expectation with the bounds of what is known of it. */
  readonly expected: IntervalSeries;
  /** Of an observation, at {@link PROBABILITIES}, per period. */
  readonly quantiles: readonly (readonly number[])[];
  /** Expected outcome of all periods. */
  readonly total: Interval;
}

/**
 * @param future the panel of the fit with more periods after it
 * @param uniform a source of uniform numbers in (0, 1)
 */
export function forecast(fitted: FittedModel, future: Panel, uniform: () => number): Forecast {
  const from = fitted.panel.dates.length;
  const model = fitted.over(future);
  const predictive = predictiveOf(model, uniform, { from }).find(({ level }) => level === 'national');
  const simulated = predictive?.simulated ?? [];
  const expected = expectedSeries(model, from);
  return {
    dates: future.dates.slice(from),
    predicted: intervalSeries(simulated),
    expected: intervalSeries(expected),
    quantiles: simulated.map((draws) => PROBABILITIES.map((probability) => quantileOf(draws, probability))),
    total: intervalOf(sumOfSeries(expected)),
  };
}

/** What a plan adds against another one, draw by draw, so that what both share cancels out. */
export interface PlanDifference {
  /** In units of the outcome, per period. */
  readonly outcome: IntervalSeries;
  readonly total: Interval;
  /** As value over all periods; in units of the outcome where it has none. */
  readonly totalValue: Interval;
  /** Share of the draws in which the first plan brings more value. */
  readonly probabilityBetter: number;
}

/** @param plan and @param reference panels of the fit with the same further periods */
export function comparePlans(fitted: FittedModel, plan: Panel, reference: Panel): PlanDifference {
  const from = fitted.panel.dates.length;
  if (plan.dates.length !== reference.dates.length) throw new RangeError('plans to compare have the same periods');
  const [one, other] = [fitted.over(plan), fitted.over(reference)];
  const outcome = subtract(expectedSeries(one, from), expectedSeries(other, from));
  const value = sumOfSeries(
    subtract(expectedSeries(one, from, valueOfCells(plan)), expectedSeries(other, from, valueOfCells(reference))),
  );
  return {
    outcome: intervalSeries(outcome),
    total: intervalOf(sumOfSeries(outcome)),
    totalValue: intervalOf(value),
    probabilityBetter: value.filter((more) => more > 0).length / value.length,
  };
}

/** Expected outcome of each period from one on, all geos together: per period one number per draw. */
function expectedSeries(model: FittedModel, from: number, weight?: Float64Array): readonly Float64Array[] {
  const periods = model.panel.dates.length;
  const draws = evenDraws(model.draws, DRAWS);
  const series = Array.from({ length: periods - from }, () => new Float64Array(draws.length));
  const cells = new Float64Array(sizeOf(model.panel));
  for (const [index, draw] of draws.entries()) {
    expectedOf(model, draw, cells);
    for (let at = 0; at < cells.length; at++) {
      const into = series[(at % periods) - from];
      if (into) into[index] = (into[index] ?? 0) + (cells[at] ?? 0) * (weight?.[at] ?? 1);
    }
  }
  return series;
}

const subtract = (a: readonly Float64Array[], b: readonly Float64Array[]): readonly Float64Array[] =>
  a.map((draws, period) => draws.map((value, draw) => value - (b[period]?.[draw] ?? 0)));

function sumOfSeries(series: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(series[0]?.length ?? 0);
  for (const draws of series) for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) + (draws[at] ?? 0);
  return total;
}
