import type { ChannelSummary, Interval } from '../run-summary.js';
import type { MarkRole } from './chart/dot-whisker.js';

/** Whether a return is above break-even for certain, below it for certain, or neither. */
export type Verdict = 'pays' | 'open' | 'loses';

/** Break-even: the value of what was added equals the spend. */
export const breakEven = 1;

/** By the whole 90 % interval; a bound that is not finite leaves it open. */
export const verdictOf = (returned: Interval): Verdict => {
  if (!Number.isFinite(returned.low) || !Number.isFinite(returned.high)) return 'open';
  if (returned.low > breakEven) return 'pays';
  return returned.high < breakEven ? 'loses' : 'open';
};

export const roleOf: Readonly<Record<Verdict, MarkRole>> = { pays: 'good', open: 'open', loses: 'bad' };

export type ChannelWithReturn = ChannelSummary & { readonly roi: Interval };

export const hasReturn = (channel: ChannelSummary): channel is ChannelWithReturn => channel.roi !== null;

/** Channels with spend, the greatest mean return first; equal ones by name. */
export const byReturn = (channels: readonly ChannelSummary[]): readonly ChannelWithReturn[] =>
  channels.filter(hasReturn).sort((a, b) => compare(b.roi.mean, a.roi.mean) || (a.channel < b.channel ? -1 : 1));

/** What is not finite comes last. */
const compare = (a: number, b: number): number => {
  const [first, second] = [a, b].map((value) => (Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY)) as [
    number,
    number,
  ];
  return first === second ? 0 : first - second;
};

/** Open channels for a test, the most money in doubt first: spend times the width of the interval of the return. */
export const worthTesting = (channels: readonly ChannelSummary[], most: number): readonly ChannelWithReturn[] =>
  channels
    .filter(hasReturn)
    .filter(({ roi }) => verdictOf(roi) === 'open' && Number.isFinite(roi.high - roi.low))
    .map((channel) => ({ channel, stake: channel.spend * (channel.roi.high - channel.roi.low) }))
    .sort((a, b) => b.stake - a.stake)
    .slice(0, most)
    .map(({ channel }) => channel);
