import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { type ChannelCredit, CreditBook } from './credit.js';
import { fromScaled } from './decimal.js';
import type { Journeys } from './journeys.js';

/**
 * Shapley value of the game "conversions of journeys whose channels all belong to the coalition". Its closed form: every journey is
 * shared evenly among its different channels (Zhao, Mahboobi and Bagheri 2018, arXiv 1804.05327). Linear in the touches.
 */
export function creditByShapley(journeys: Journeys): ChannelCredit[] {
  const book = new CreditBook(journeys.channels());
  for (const { touches, conversions, value } of journeys.paths) {
    const channels = new Set(touches.map(({ channel }) => channel));
    if (conversions === 0 || channels.size === 0) continue;
    const amount = fromScaled(value);
    for (const channel of channels) book.add(channel, conversions / channels.size, amount / channels.size);
  }
  return book.entries();
}

/** Coalitions of more channels than this are not enumerated. */
export const MAX_RATE_CHANNELS = 20;

/**
 * Shapley value of the game "conversion rate of journeys whose channels all belong to the coalition", by enumeration. It ignores
 * how many journeys there are and may be negative; the sum is the rate of all journeys. `value` is the same of value per journey.
 * @throws StellwerkError ATT_TOO_MANY_CHANNELS
 */
export function creditByShapleyRate(journeys: Journeys): ChannelCredit[] {
  const channels = journeys.channels();
  const count = channels.length;
  if (count > MAX_RATE_CHANNELS) {
    throw new StellwerkError(errors.TOO_MANY_CHANNELS, { limit: MAX_RATE_CHANNELS, channels: count });
  }
  const size = 2 ** count;
  const conversions = new Float64Array(size);
  const values = new Float64Array(size);
  const all = new Float64Array(size);
  const bitOf = new Map(channels.map((channel, index) => [channel, 1 << index]));
  for (const path of journeys.paths) {
    const set = path.touches.reduce((bits, { channel }) => bits | (bitOf.get(channel) ?? 0), 0);
    if (set === 0) continue;
    conversions[set] = (conversions[set] ?? 0) + path.conversions;
    values[set] = (values[set] ?? 0) + fromScaled(path.value);
    all[set] = (all[set] ?? 0) + path.conversions + path.nulls;
  }
  for (const sums of [conversions, values, all]) addSubsets(sums, count);
  const rate = (sums: Float64Array, set: number) => (all[set] === 0 ? 0 : (sums[set] ?? 0) / (all[set] ?? 1));
  const weightOf = coalitionWeights(count);
  return channels.map((channel, index) => {
    const bit = 1 << index;
    let ofConversions = 0;
    let ofValue = 0;
    for (let set = 0; set < size; set++) {
      if (set & bit) continue;
      const weight = weightOf[bitCount(set)] ?? 0;
      ofConversions += weight * (rate(conversions, set | bit) - rate(conversions, set));
      ofValue += weight * (rate(values, set | bit) - rate(values, set));
    }
    return { channel, conversions: ofConversions, value: ofValue };
  });
}

/** Replaces each set's figure by the sum over its subsets. */
function addSubsets(sums: Float64Array, count: number): void {
  for (let bit = 1; bit < 1 << count; bit <<= 1) {
    for (let set = 0; set < sums.length; set++) if (set & bit) sums[set] = (sums[set] ?? 0) + (sums[set ^ bit] ?? 0);
  }
}

/** `|S|! (n − |S| − 1)! / n!` by size of the coalition. */
function coalitionWeights(count: number): number[] {
  const weights: number[] = [];
  let binomial = 1;
  for (let size = 0; size < count; size++) {
    weights.push(1 / (count * binomial));
    binomial = (binomial * (count - 1 - size)) / (size + 1);
  }
  return weights;
}

function bitCount(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}
