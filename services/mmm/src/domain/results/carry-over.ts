import type { FittedModel } from '../fitted-model.js';
import type { Interval, IntervalSeries } from '../run-summary.js';
import { intervalOf } from './interval.js';

/** Periods after which the table of arrival ends at the latest, and the share at which it ends before. */
const LONGEST_TABLE = 53;
const ARRIVED = 0.995;

export interface CarryOverSummary {
  readonly halfLife: Interval;
  readonly carriedOver: Interval;
  readonly arrival: IntervalSeries;
}

/** How long a channel's effect takes, from the shares by lag of each draw. */
export function summariseCarryOver(fitted: FittedModel, channel: string, draws: readonly number[]): CarryOverSummary {
  const periods = fitted.panel.dates.length;
  const shares = new Float64Array(periods);
  const halfLife = new Float64Array(draws.length);
  const carriedOver = new Float64Array(draws.length);
  const arrived = Array.from({ length: Math.min(periods, LONGEST_TABLE) }, () => new Float64Array(draws.length));
  for (const [index, draw] of draws.entries()) {
    fitted.carryOver(channel, draw, shares);
    halfLife[index] = halfLifeOf(shares);
    carriedOver[index] = 1 - (shares[0] ?? 0);
    let sum = 0;
    for (const [lag, column] of arrived.entries()) {
      sum += shares[lag] ?? 0;
      column[index] = sum;
    }
  }
  const table = arrived.map(intervalOf);
  const complete = table.findIndex(({ mean }) => mean >= ARRIVED);
  const shown = complete < 0 ? table : table.slice(0, complete + 1);
  return {
    halfLife: intervalOf(halfLife),
    carriedOver: intervalOf(carriedOver),
    arrival: {
      mean: shown.map(({ mean }) => mean),
      low: shown.map(({ low }) => low),
      high: shown.map(({ high }) => high),
    },
  };
}

/** Periods until half of the effect has come, if the share of a period comes evenly over it. @param shares by lag */
export function halfLifeOf(shares: Float64Array): number {
  let sum = 0;
  for (const [lag, share] of shares.entries()) {
    if (sum + share >= 0.5) return lag + (0.5 - sum) / share;
    sum += share;
  }
  return shares.length;
}
