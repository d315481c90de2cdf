import type { ResponseCurves } from '../response-curves.js';
import { tailWeights } from './measures.js';
import { OutcomeDraws } from './outcome-draws.js';
import { meanCurves } from './scalar-curve.js';
import type { WorstCase } from './worst-case.js';

/** Budgets below this share of the largest are moved up for a cut where the slope is infinite; the cut holds all the same. */
const OFF_ZERO = 1e-9;

/** The mean of the worst `share` of the draws, as a worst case over weights of draws. */
export function tailRisk(curves: ResponseCurves, share: number, largest: number): WorstCase {
  const outcomes = new OutcomeDraws(curves);
  const channels = curves.channels.map((_name, channel) => channel);
  const worstAt = (budgets: Float64Array) => {
    const total = outcomes.total(budgets);
    const weights = tailWeights(total, share);
    return { value: weighted(total, weights), weights };
  };
  return {
    isConcave: curves.concave.every(Boolean),
    worstAt,
    cutAt(budgets) {
      const hasSlopes = channels.every((channel) =>
        outcomes.channel(channel, budgets[channel] ?? 0).slope.every(Number.isFinite),
      );
      const at = hasSlopes ? budgets : budgets.map((budget) => Math.max(budget, OFF_ZERO * largest));
      const { value, weights } = worstAt(at);
      const gradient = Float64Array.from(channels, (channel) =>
        weighted(outcomes.channel(channel, at[channel] ?? 0).slope, weights),
      );
      const constant = value - gradient.reduce((sum, one, channel) => sum + one * (at[channel] ?? 0), 0);
      return { value: hasSlopes ? value : worstAt(budgets).value, constant, gradient };
    },
    curves: (weights) => meanCurves(curves, weights),
    offset: () => 0,
  };
}

function weighted(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let draw = 0; draw < values.length; draw++) {
    const weight = weights[draw] ?? 0;
    if (weight !== 0) sum += weight * (values[draw] ?? 0);
  }
  return sum;
}
