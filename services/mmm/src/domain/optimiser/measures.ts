import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Measure } from './problem.js';

/** Arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum / values.length;
}

/** Standard deviation of the draws themselves (divided by their number). */
export function deviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += ((values[index] ?? 0) - centre) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Value at a share in [0, 1] by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Weights of the draws whose weighted mean is the conditional value at risk: equal over the worst share, the draw at its edge in part
 * (Rockafellar and Uryasev 2002). They minimise the weighted mean among all weights that add up to 1 and of which none exceeds
 * 1 / (share × draws); so any other such weights give an upper bound.
 */
export function tailWeights(outcomes: Float64Array, share: number): Float64Array {
  const order = Uint32Array.from(outcomes.keys()).sort((a, b) => (outcomes[a] ?? 0) - (outcomes[b] ?? 0) || a - b);
  const weights = new Float64Array(outcomes.length);
  const most = 1 / (share * outcomes.length);
  let left = 1;
  for (const draw of order) {
    if (left <= 0) break;
    const weight = Math.min(most, left);
    weights[draw] = weight;
    left -= weight;
  }
  return weights;
}

/** Mean of the worst share of the outcomes. */
export function valueAtRisk(outcomes: Float64Array, share: number): number {
  const sorted = Float64Array.from(outcomes).sort();
  const count = share * sorted.length;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += (sorted[index] ?? 0) * Math.min(1, count - index);
  return sum / count;
}

/** Share of draws in which `outcomes` exceed `others`. */
export function probabilityAbove(outcomes: ArrayLike<number>, others: ArrayLike<number>): number {
  let above = 0;
  for (let draw = 0; draw < outcomes.length; draw++) if ((outcomes[draw] ?? 0) > (others[draw] ?? 0)) above += 1;
  return above / outcomes.length;
}

/** @param today outcomes of today's plan, draw by draw */
export function measured(measure: Measure, outcomes: Float64Array, today: Float64Array): number {
  switch (measure.kind) {
    case 'mean':
      return mean(outcomes);
    case 'cvar':
      return valueAtRisk(outcomes, measure.share);
    case 'mean-deviation':
      return mean(outcomes) - measure.aversion * deviation(outcomes);
    case 'quantile':
      return quantile(outcomes, measure.share);
    case 'probability':
      return probabilityAbove(outcomes, today);
  }
}

/** @throws `MMM_BUDGET_INVALID` for a share or an aversion that means nothing */
export function assertMeasure(measure: Measure): void {
  const bad =
    ((measure.kind === 'cvar' || measure.kind === 'quantile') && !(measure.share > 0 && measure.share <= 1)) ||
    (measure.kind === 'mean-deviation' && !(measure.aversion >= 0));
  if (bad)
    throw new StellwerkError(
      errors.BUDGET_INVALID,
      { problem: `the measure ${JSON.stringify(measure)} needs a share in (0, 1], or an aversion ≥ 0` },
      { field: 'measure' },
    );
}
