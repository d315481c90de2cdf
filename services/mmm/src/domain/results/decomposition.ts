import type { FittedModel } from '../fitted-model.js';
import { sizeOf } from '../panel.js';
import type { IntervalSeries, RunSummary } from '../run-summary.js';
import { evenDraws, intervalOf } from './interval.js';

const DRAWS = 1_000;

/** What the outcome is made of, period by period, all geos together, in units of the outcome. */
export function decompose(fitted: FittedModel): RunSummary['decomposition'] {
  const { panel, components } = fitted;
  const periods = panel.dates.length;
  const draws = evenDraws(fitted.draws, DRAWS);
  const expected = seriesOf(periods, draws.length);
  const cells = new Float64Array(sizeOf(panel));
  const summaries = components.map(({ name, kind }, component) => {
    const own = seriesOf(periods, draws.length);
    const total = new Float64Array(draws.length);
    for (const [index, draw] of draws.entries()) {
      fitted.contribution(component, draw, cells);
      for (let at = 0; at < cells.length; at++) {
        const value = cells[at] ?? 0;
        add(own, at % periods, index, value);
        add(expected, at % periods, index, value);
        total[index] = (total[index] ?? 0) + value;
      }
    }
    return { name, kind, total: intervalOf(total), ...intervalSeries(own) };
  });
  const observed = new Float64Array(periods);
  for (const [at, value] of panel.outcome.entries()) observed[at % periods] = (observed[at % periods] ?? 0) + value;
  return { dates: panel.dates, observed: [...observed], expected: intervalSeries(expected), components: summaries };
}

/** Draws of each period. */
type Series = readonly Float64Array[];

const seriesOf = (periods: number, draws: number): Series =>
  Array.from({ length: periods }, () => new Float64Array(draws));

function add(series: Series, period: number, draw: number, value: number): void {
  const draws = series[period];
  if (draws) draws[draw] = (draws[draw] ?? 0) + value;
}

export function intervalSeries(series: readonly Float64Array[]): IntervalSeries {
  const intervals = series.map(intervalOf);
  return {
    mean: intervals.map(({ mean }) => mean),
    low: intervals.map(({ low }) => low),
    high: intervals.map(({ high }) => high),
  };
}
