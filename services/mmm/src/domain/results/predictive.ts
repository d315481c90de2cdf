import type { FittedModel } from '../fitted-model.js';
import { sizeOf } from '../panel.js';
import { evenDraws } from './interval.js';

/** Numbers that a set of predictive draws may hold: 80 MB. */
const MAX_NUMBERS = 10_000_000;
const MOST_DRAWS = 1_000;
const LEAST_DRAWS = 200;

/** Expected and simulated outcomes of a window, cell by cell, in units of the outcome. */
export interface Predictive {
  readonly level: 'geo' | 'national';
  /** Observed, or NaN where nothing was. */
  readonly observed: Float64Array;
  /** Posterior mean of the expected outcome. */
  readonly expected: Float64Array;
  /** Simulated observations of each cell, ascending. */
  readonly simulated: readonly Float64Array[];
}

export interface PredictiveWindow {
  /** Index of the first period; default the first. */
  readonly from?: number;
  /** Index after the last period; default the end. */
  readonly to?: number;
}

/**
 * Simulates observations: by geo where there are several, and all geos together.
 * @param uniform a source of uniform numbers in (0, 1)
 */
export function predictiveOf(
  fitted: FittedModel,
  uniform: () => number,
  { from = 0, to = fitted.panel.dates.length }: PredictiveWindow = {},
): readonly Predictive[] {
  const { panel } = fitted;
  const periods = panel.dates.length;
  const width = to - from;
  const size = panel.geos.length * width;
  const draws = evenDraws(fitted.draws, Math.min(MOST_DRAWS, Math.max(LEAST_DRAWS, MAX_NUMBERS / size)));
  const cells = Array.from({ length: size }, (_, at) => Math.floor(at / width) * periods + from + (at % width));
  const geo = emptyPredictive('geo', size, draws.length);
  const national = emptyPredictive('national', width, draws.length);
  const simulated = new Float64Array(sizeOf(panel));
  const expected = new Float64Array(sizeOf(panel));
  for (const [index, draw] of draws.entries()) {
    fitted.predict(draw, uniform, simulated);
    expectedOf(fitted, draw, expected);
    for (const [at, cell] of cells.entries()) {
      place(geo, at, index, simulated[cell] ?? 0, (expected[cell] ?? 0) / draws.length);
      place(national, at % width, index, simulated[cell] ?? 0, (expected[cell] ?? 0) / draws.length);
    }
  }
  for (const [at, cell] of cells.entries()) {
    geo.observed[at] = panel.outcome[cell] ?? Number.NaN;
    national.observed[at % width] = (national.observed[at % width] ?? 0) + (panel.outcome[cell] ?? Number.NaN);
  }
  for (const values of [...geo.simulated, ...national.simulated]) values.sort();
  return panel.geos.length > 1 ? [geo, national] : [national];
}

/** Expected outcome of every cell in one draw: the sum of all components. */
export function expectedOf(fitted: FittedModel, draw: number, into: Float64Array): void {
  const part = new Float64Array(into.length);
  into.fill(0);
  for (let component = 0; component < fitted.components.length; component++) {
    fitted.contribution(component, draw, part);
    for (let at = 0; at < into.length; at++) into[at] = (into[at] ?? 0) + (part[at] ?? 0);
  }
}

const emptyPredictive = (level: Predictive['level'], size: number, draws: number) => ({
  level,
  observed: new Float64Array(size),
  expected: new Float64Array(size),
  simulated: Array.from({ length: size }, () => new Float64Array(draws)),
});

function place(into: Predictive, at: number, draw: number, simulated: number, expected: number): void {
  const values = into.simulated[at];
  if (values) values[draw] = (values[draw] ?? 0) + simulated;
  into.expected[at] = (into.expected[at] ?? 0) + expected;
}
