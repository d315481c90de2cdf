import type { ComponentKind, FittedModel } from '../../fitted-model.js';
import { sizeOf } from '../../panel.js';
import type { FitQuality, ReviewCheck } from '../../run-summary.js';
import { drawsOf, totalValue } from '../channel-summary.js';
import { meanOf } from '../interval.js';
import { dot, valueOfCells } from '../run-facts.js';
import { notAbove, notBelow } from './status.js';

const NEGATIVE_BASELINE = { review: 0.2, fail: 0.8 };
const PREDICTIVE_P = 0.05;
const HOLDOUT_COVERAGE = { review: 0.8, fail: 0.5 };
/** Times that the error on unseen periods may be that on seen ones. */
const HOLDOUT_ERROR = 2;
/** What an outcome would be if nothing were done. */
const UNTREATED: ReadonlySet<ComponentKind> = new Set(['baseline', 'seasonality', 'holiday', 'control']);

/**
 * Whether the model as a whole is one of these data, at least as strict as Meridian's checks of the baseline, the posterior predictive
 * p-value and the goodness of fit, whose R² of 0 only asks for a review there.
 */
export function modelChecks(fitted: FittedModel, fit: readonly FitQuality[]): readonly ReviewCheck[] {
  const { baselines, expected } = totalsOf(fitted);
  const negative = baselines.filter((value) => value < 0).length / baselines.length;
  return [
    notAbove('negative-baseline', negative, NEGATIVE_BASELINE),
    notBelow('posterior-predictive', predictiveP(expected, totalValue(fitted)), { fail: PREDICTIVE_P }),
    ...fit.map(({ level, r2 }) => goodness(level, r2, 'fail')),
  ];
}

/** Whether the model says what it has not seen. */
export function holdoutChecks(
  fit: readonly FitQuality[],
  holdout: readonly FitQuality[] | null,
): readonly ReviewCheck[] {
  return (holdout ?? []).flatMap(({ level, r2, coverage90, wmape }) => {
    const seen = fit.find((one) => one.level === level)?.wmape ?? Number.NaN;
    return [
      notBelow('holdout-coverage', coverage90, HOLDOUT_COVERAGE, level),
      notAbove('holdout-accuracy', wmape / seen, { review: HOLDOUT_ERROR }, level),
      goodness(`holdout ${level}`, r2, 'review'),
    ];
  });
}

/** R² must be above 0, not only at it. */
function goodness(subject: string, r2: number, otherwise: 'review' | 'fail'): ReviewCheck {
  return { check: 'goodness-of-fit', subject, status: r2 > 0 ? 'pass' : otherwise, value: r2, threshold: 0 };
}

function totalsOf(fitted: FittedModel) {
  const value = valueOfCells(fitted.panel);
  const cells = new Float64Array(sizeOf(fitted.panel));
  const draws = drawsOf(fitted);
  const baselines = new Float64Array(draws.length);
  const expected = new Float64Array(draws.length);
  for (const [index, draw] of draws.entries())
    for (const [component, { kind }] of fitted.components.entries()) {
      fitted.contribution(component, draw, cells);
      const total = dot(cells, value);
      expected[index] = (expected[index] ?? 0) + total;
      if (UNTREATED.has(kind)) baselines[index] = (baselines[index] ?? 0) + total;
    }
  return { baselines, expected };
}

/** Share of the draws whose expected total lies as far from the mean of all as the observed total does. */
function predictiveP(expected: Float64Array, observed: number): number {
  const mean = meanOf(expected);
  const distance = Math.abs(observed - mean);
  return expected.filter((value) => Math.abs(value - mean) >= distance).length / expected.length;
}
