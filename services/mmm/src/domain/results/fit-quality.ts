import type { FittedModel } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import type { FitQuality } from '../run-summary.js';
import { crps } from './crps.js';
import { HIGH, LOW, quantileOf } from './interval.js';
import { type Predictive, type PredictiveWindow, predictiveOf } from './predictive.js';

/** How well a model says what was measured in a window: by geo where there are several, and all geos together. */
export const fitQuality = (
  fitted: FittedModel,
  uniform: () => number,
  window: PredictiveWindow = {},
): readonly FitQuality[] => {
  const { from = 0, to = fitted.panel.dates.length } = window;
  return predictiveOf(fitted, uniform, window).map((predictive) => qualityOf(predictive, to - from));
};

/** @returns R² below 0 where the model is worse than the mean of the window; NaN where the outcome does not vary */
export function qualityOf({ level, observed, expected, simulated }: Predictive, periods: number): FitQuality {
  const n = observed.length;
  const mean = observed.reduce((sum, value) => sum + value, 0) / n;
  let squares = 0;
  let total = 0;
  let absolute = 0;
  let size = 0;
  let relative = 0;
  let nonZero = 0;
  let score = 0;
  let inside = 0;
  for (let at = 0; at < n; at++) {
    const value = observed[at] ?? Number.NaN;
    const error = value - (expected[at] ?? 0);
    const draws = simulated[at] ?? new Float64Array();
    squares += error ** 2;
    total += (value - mean) ** 2;
    absolute += Math.abs(error);
    size += Math.abs(value);
    if (value !== 0) {
      relative += Math.abs(error / value);
      nonZero += 1;
    }
    score += crps(draws, value);
    if (value >= quantileOf(draws, LOW) && value <= quantileOf(draws, HIGH)) inside += 1;
  }
  return {
    level,
    periods,
    r2: total > 0 ? 1 - squares / total : Number.NaN,
    // A period without outcome has no relative error.
    mape: relative / nonZero,
    wmape: absolute / size,
    crps: score / n,
    coverage90: inside / n,
  };
}

/** Share of the periods held out by default, and its bounds: a quarter of a year at most, a month at least. */
const HELD_OUT = 0.1;
const BOUNDS = { week: [4, 13], day: [28, 91] } as const;

/** Last periods that a first fit does not see, where the specification names none; 0 where the history is too short to spare them. */
export function defaultHoldout({ dates, grain }: Pick<Panel, 'dates' | 'grain'>): number {
  const [least, most] = BOUNDS[grain];
  if (dates.length < 8 * least) return 0;
  return Math.min(most, Math.max(least, Math.round(HELD_OUT * dates.length)));
}

/** The first periods of a panel. The hash stays that of the whole: they are of the same data. */
export function firstPeriods(panel: Panel, periods: number): Panel {
  const all = panel.dates.length;
  const cut = (values: Float64Array) =>
    Float64Array.from({ length: panel.geos.length * periods }, (_, at) => {
      const geo = Math.floor(at / periods);
      return values[geo * all + (at % periods)] ?? Number.NaN;
    });
  return {
    ...panel,
    dates: panel.dates.slice(0, periods),
    outcome: cut(panel.outcome),
    valuePerUnit: panel.valuePerUnit && cut(panel.valuePerUnit),
    columns: new Map([...panel.columns].map(([name, values]) => [name, cut(values)])),
  };
}

/**
 * How well a model says what it has not seen.
 * @param fitted a fit to the first periods of the panel
 * @param panel all periods
 */
export const holdoutQuality = (fitted: FittedModel, panel: Panel, uniform: () => number): readonly FitQuality[] =>
  fitQuality(fitted.over(panel), uniform, { from: fitted.panel.dates.length });
