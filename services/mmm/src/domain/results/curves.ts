import type { FittedModel } from '../fitted-model.js';
import type { CurveSummary } from '../run-summary.js';
import { ChannelEffect, MARGINAL_STEP } from './channel-effect.js';
import { evenDraws, intervalOf } from './interval.js';
import { type ChannelFacts, sumOf, valueOfCells } from './run-facts.js';

/** Multiples of the spend of the period at which a curve is told; denser where most budgets lie. */
const FACTORS = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
const DRAWS = 400;
/** Of panels with many cells fewer draws are taken, but so many at least. */
const LEAST_DRAWS = 100;
const CELLS = 1_250_000;

/** Response and marginal curves of the channels with spend: the flighting stays, the spend is multiplied. */
export function summariseCurves(fitted: FittedModel, channels: readonly ChannelFacts[]): readonly CurveSummary[] {
  const value = valueOfCells(fitted.panel);
  const draws = evenDraws(fitted.draws, Math.min(DRAWS, Math.max(LEAST_DRAWS, CELLS / value.length)));
  const factors = FACTORS.flatMap((factor) => [factor, factor + MARGINAL_STEP]);
  return channels.flatMap(({ channel, spend: perCell }) => {
    if (perCell === null) return [];
    const spend = sumOf(perCell);
    const effect = new ChannelEffect(fitted, channel, [value]);
    const values = draws.map((draw) => effect.totals(draw, factors)[0] ?? []);
    const points = FACTORS.map((factor, index) => {
      const at = Float64Array.from(values, (totals) => totals[2 * index] ?? 0);
      const step = Float64Array.from(values, (totals) => (totals[2 * index + 1] ?? 0) - (totals[2 * index] ?? 0));
      return {
        spend: factor * spend,
        value: intervalOf(at),
        marginal: intervalOf(step.map((more) => more / (MARGINAL_STEP * spend))),
      };
    });
    return [{ channel, points }];
  });
}
