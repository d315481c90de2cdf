import { correlationMatrix } from '../../data/correlation.js';
import { parseDay } from '../../data/day.js';
import type { Panel } from '../../panel.js';
import type { ReviewCheck } from '../../run-summary.js';
import { cumulativeProbability, moments, quantile } from '../../spec/moments.js';
import type { ChannelDraws } from '../channel-summary.js';
import { highestDensity, meanOf, quantileOf, sdOf } from '../interval.js';
import { notAbove, notBelow } from './status.js';

const TAIL = 0.01;
/** Largest difference of the cumulative probabilities of prior and posterior below which the data said nothing. */
const SHIFT = 0.1;
/** One-sided 5 % point of the normal distribution: a bootstrap of a mean or quantile is normal about it. */
const ONE_SIDED_5 = 1.6448536269514722;
const QUARTILES = [0.25, 0.5, 0.75] as const;
const HIGHEST_ROI = 20;
const LOWEST_ROI_BY_SHARE = 0.5;
const HDI = 0.8;
/** Width of the 80 % highest density interval of LogNormal(0.2, 0.9) by its median. */
const USUAL_WIDTH = 2.0687;
const CORRELATION = 0.1;

/**
 * Whether the return of each channel can be believed. Each check flags whatever Meridian's check of the same name flags: ROI
 * consistency, prior-posterior shift, implausible ROI, high variance, potential bias.
 */
export function channelChecks(
  channels: readonly ChannelDraws[],
  panel: Panel,
  controls: readonly string[],
  isMoney: boolean,
): readonly ReviewCheck[] {
  const paid = channels.filter(({ roi }) => roi !== null);
  const spend = paid.reduce((sum, { totalSpend }) => sum + totalSpend, 0);
  return [
    ...paid.flatMap(roiConsistency),
    ...paid.flatMap(priorPosteriorShift),
    // Without a value, returns are units per money, and no size of them is implausible.
    ...(isMoney ? paid.flatMap((channel) => implausible(channel, channel.totalSpend / spend)) : []),
    ...paid.flatMap((channel) => highVariance(channel, channel.totalSpend / spend)),
    ...potentialBias(paid, panel, controls),
  ];
}

/** The posterior mean lies between the 1 % and the 99 % point of the prior. */
function roiConsistency({ channel, roi, roiPrior }: ChannelDraws): readonly ReviewCheck[] {
  if (!roi || !roiPrior) return [];
  const probability = cumulativeProbability(roiPrior, meanOf(roi));
  const check = notBelow('roi-consistency', probability, { review: TAIL }, channel);
  return [check.status === 'pass' ? notAbove('roi-consistency', probability, { review: 1 - TAIL }, channel) : check];
}

/**
 * The data moved the prior. Mean or a quartile must differ by more than chance, as in Meridian, where 1,000 bootstraps decide (here
 * their normal limit); and since with thousands of draws anything does, the distributions must also differ by a tenth somewhere.
 */
function priorPosteriorShift({ channel, roi, roiPrior }: ChannelDraws): readonly ReviewCheck[] {
  if (!roi || !roiPrior) return [];
  const sorted = Float64Array.from(roi).sort();
  const n = sorted.length;
  const shareBelow = (value: number) => sorted.findLastIndex((one) => one <= value) / n + 1 / n;
  const { mean } = moments(roiPrior);
  const meanMoved = Math.abs(meanOf(roi) - mean) > (ONE_SIDED_5 * sdOf(roi)) / Math.sqrt(n);
  const quartileMoved = QUARTILES.some((probability) => {
    const share = shareBelow(quantile(roiPrior, probability));
    return Math.abs(share - probability) > ONE_SIDED_5 * Math.sqrt((share * (1 - share)) / n);
  });
  let distance = 0;
  for (let percent = 1; percent < 100; percent++) {
    const probability = percent / 100;
    distance = Math.max(distance, Math.abs(shareBelow(quantile(roiPrior, probability)) - probability));
  }
  const value = meanMoved || quartileMoved ? distance : 0;
  return [notBelow('prior-posterior-shift', value, { review: SHIFT }, channel)];
}

function implausible({ channel, roi }: ChannelDraws, share: number): readonly ReviewCheck[] {
  if (!roi) return [];
  const mean = meanOf(roi);
  const high = notAbove('implausible-roi', mean, { review: HIGHEST_ROI }, channel);
  if (high.status !== 'pass') return [high];
  // Meridian divides by the share of spend: a small channel may return little without being implausible.
  return [notBelow('implausible-roi', mean / share, { review: LOWEST_ROI_BY_SHARE }, channel)];
}

/** The interval is narrower than before the data; for a channel of much spend, also than a usual prior's. */
function highVariance({ channel, roi, roiPrior }: ChannelDraws, share: number): readonly ReviewCheck[] {
  if (!roi) return [];
  const width = relativeWidth(roi);
  const weighted = (width / USUAL_WIDTH) * share;
  const own = roiPrior ? width / relativeWidth(sampleOf(roiPrior)) : 0;
  return [notAbove('high-variance', Math.max(weighted, own), { review: 1 }, channel)];
}

function relativeWidth(draws: Float64Array): number {
  const { low, high } = highestDensity(draws, HDI);
  return (high - low) / Math.abs(quantileOf(Float64Array.from(draws).sort(), 0.5));
}

const SAMPLE = 2_000;
const sampleOf = (prior: NonNullable<ChannelDraws['roiPrior']>): Float64Array =>
  Float64Array.from({ length: SAMPLE }, (_, at) => quantile(prior, (at + 0.5) / SAMPLE));

/** Some control moves with the media; where none does, what drives both demand and budgets may be missing from the model. */
function potentialBias(
  channels: readonly ChannelDraws[],
  panel: Panel,
  controls: readonly string[],
): readonly ReviewCheck[] {
  if (controls.length === 0) return [notBelow('potential-bias', 0, { review: CORRELATION })];
  const grid = { geos: panel.geos, days: panel.dates.map((date) => parseDay(date) ?? 0), values: panel.columns };
  return channels.map(({ channel, media }) => {
    const names = [media, ...controls];
    const matrix = correlationMatrix(grid, names);
    const largest = Math.max(...controls.map((_, index) => Math.abs(matrix[index + 1] ?? 0)));
    return notBelow('potential-bias', largest, { review: CORRELATION }, channel);
  });
}
