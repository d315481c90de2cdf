import type { FittedModel } from '../fitted-model.js';
import type { ChannelSummary, Interval, RunSummary } from '../run-summary.js';
import { moments } from '../spec/moments.js';
import { summariseCarryOver } from './carry-over.js';
import { ChannelEffect, MARGINAL_STEP } from './channel-effect.js';
import { evenDraws, HIGH, intervalOf, LOW, meanOf, quantileOf, sdOf } from './interval.js';
import { type ChannelFacts, dot, sumOf, valueOfCells } from './run-facts.js';

/** Cells × draws that each channel may cost: all draws of usual panels, a part of very large ones. */
const CELLS = 6_250_000;
const LEAST_DRAWS = 500;
const SATURATION_DRAWS = 500;

/** What each draw says of one channel over all periods. */
export interface ChannelDraws extends ChannelFacts {
  readonly totalSpend: number;
  /** Value added: money, or units of the outcome where it has no value. */
  readonly contribution: Float64Array;
  /** Units of outcome added. */
  readonly outcome: Float64Array;
  /** Contribution by spend; null for an organic channel. */
  readonly roi: Float64Array | null;
  readonly mroi: Float64Array | null;
}

/** Draws that results over all periods are made of. */
export const drawsOf = (fitted: FittedModel): readonly number[] =>
  evenDraws(fitted.draws, Math.max(LEAST_DRAWS, CELLS / (fitted.panel.geos.length * fitted.panel.dates.length)));

/** Asks a fitted model, draw by draw, what it would have been without each channel. */
export function channelDraws(fitted: FittedModel, channels: readonly ChannelFacts[]): readonly ChannelDraws[] {
  const value = valueOfCells(fitted.panel);
  const units = new Float64Array(value.length).fill(1);
  const draws = drawsOf(fitted);
  return channels.map((facts) => {
    const effect = new ChannelEffect(fitted, facts.channel, [value, units]);
    const contribution = new Float64Array(draws.length);
    const outcome = new Float64Array(draws.length);
    const more = new Float64Array(draws.length);
    for (const [index, draw] of draws.entries()) {
      const [inValue, inUnits] = effect.totals(draw, [1, 1 + MARGINAL_STEP]);
      contribution[index] = inValue?.[0] ?? Number.NaN;
      more[index] = (inValue?.[1] ?? Number.NaN) - (inValue?.[0] ?? Number.NaN);
      outcome[index] = inUnits?.[0] ?? Number.NaN;
    }
    const totalSpend = facts.spend ? sumOf(facts.spend) : 0;
    return {
      ...facts,
      totalSpend,
      contribution,
      outcome,
      roi: facts.spend && contribution.map((one) => one / totalSpend),
      mroi: facts.spend && more.map((one) => one / (MARGINAL_STEP * totalSpend)),
    };
  });
}

/** Value of the observed outcome over all cells. */
export const totalValue = ({ panel }: Pick<FittedModel, 'panel'>): number => dot(panel.outcome, valueOfCells(panel));

export function summariseChannel(fitted: FittedModel, one: ChannelDraws): ChannelSummary {
  const draws = drawsOf(fitted);
  const { channel, kind, totalSpend, contribution, outcome, roi, mroi } = one;
  const total = totalValue(fitted);
  return {
    channel,
    kind,
    spend: totalSpend,
    roi: roi && intervalOf(roi),
    mroi: mroi && intervalOf(mroi),
    contribution: intervalOf(contribution),
    share: intervalOf(contribution.map((value) => value / total)),
    costPerOutcome: roi && costPerOutcome(totalSpend, outcome),
    ...summariseCarryOver(fitted, channel, draws),
    saturation: saturationOf(fitted, one, evenDraws(fitted.draws, SATURATION_DRAWS)),
    shift: shiftOf(one),
  };
}

/**
 * Money per unit added. Its mean need not exist, so the middle is the median; null where 5 % or more of the draws add nothing.
 */
function costPerOutcome(spend: number, outcome: Float64Array): Interval | null {
  const sorted = Float64Array.from(outcome).sort();
  const least = quantileOf(sorted, LOW);
  if (!(least > 0)) return null;
  return { mean: spend / quantileOf(sorted, 0.5), low: spend / quantileOf(sorted, HIGH), high: spend / least };
}

/** Over the cells in which media ran: multiplied without end, what carries over would fill all cells after them. */
function saturationOf(
  fitted: FittedModel,
  { channel, media }: ChannelFacts,
  draws: readonly number[],
): Interval | null {
  const ran = fitted.panel.columns.get(media);
  const value = valueOfCells(fitted.panel).map((one, at) => ((ran?.[at] ?? 0) > 0 ? one : 0));
  const effect = new ChannelEffect(fitted, channel, [value]);
  const saturation = new Float64Array(draws.length);
  for (const [index, draw] of draws.entries()) {
    const one = effect.saturation(draw);
    // Whether a curve has a ceiling is a matter of its form: one draw without is enough.
    if (one === null) return null;
    saturation[index] = one;
  }
  return intervalOf(saturation);
}

function shiftOf({ roi, roiPrior }: ChannelDraws): ChannelSummary['shift'] {
  if (roi === null || roiPrior === null) return null;
  const { mean, sd } = moments(roiPrior);
  if (!Number.isFinite(mean) || !Number.isFinite(sd)) return null;
  return { priorMean: mean, priorSd: sd, posteriorMean: meanOf(roi), posteriorSd: sdOf(roi) };
}

/** All channels together, draw by draw. */
export function summariseMedia(fitted: FittedModel, channels: readonly ChannelDraws[]): RunSummary['media'] {
  const total = totalValue(fitted);
  const add = (some: readonly ChannelDraws[]) =>
    drawsOf(fitted).reduce(
      (sums, _, index) => {
        sums[index] = some.reduce((sum, { contribution }) => sum + (contribution[index] ?? 0), 0);
        return sums;
      },
      new Float64Array(drawsOf(fitted).length),
    );
  const all = add(channels);
  const paid = channels.filter(({ spend }) => spend !== null);
  const spend = paid.reduce((sum, { totalSpend }) => sum + totalSpend, 0);
  return {
    contribution: intervalOf(all),
    share: intervalOf(all.map((value) => value / total)),
    roi: spend > 0 ? intervalOf(add(paid).map((value) => value / spend)) : null,
  };
}
