import type { AttributionSpec } from './attribution-spec.js';
import type { ChannelCredit } from './credit.js';
import { Journeys } from './journeys.js';
import { createRandom, poisson, type Random } from './random.js';

type Interval = ChannelCredit & { conversionsLow?: number; conversionsHigh?: number };

/**
 * Adds 95 % percentile intervals: the analysis is repeated on resampled journeys, where each journey is drawn Poisson(1) times,
 * the limit of drawing with replacement (Hanley and MacGibbon 2006). The same seed gives the same intervals.
 */
export function withIntervals(
  journeys: Journeys,
  { intervals, seed }: Pick<AttributionSpec, 'intervals' | 'seed'>,
  credits: readonly ChannelCredit[],
  analyseSample: (sample: Journeys) => readonly ChannelCredit[],
): Interval[] {
  if (intervals === 0) return credits.map((credit) => ({ ...credit }));
  const random = createRandom(seed);
  const drawn = new Map<string, number[]>(credits.map(({ channel }) => [channel, []]));
  for (let replication = 0; replication < intervals; replication++) {
    const sample = resample(journeys, random);
    const isEmpty = sample.totals().conversions === 0;
    const found = new Map(
      isEmpty ? [] : analyseSample(sample).map(({ channel, conversions }) => [channel, conversions]),
    );
    for (const [channel, values] of drawn) values.push(found.get(channel) ?? 0);
  }
  return credits.map((credit) => {
    const values = (drawn.get(credit.channel) ?? []).sort((a, b) => a - b);
    return { ...credit, conversionsLow: quantile(values, 0.025), conversionsHigh: quantile(values, 0.975) };
  });
}

function resample(journeys: Journeys, random: Random): Journeys {
  return Journeys.of(
    journeys.paths.map(({ touches, conversions, value, nulls }) => {
      const drawn = poisson(random, conversions);
      const share = conversions === 0 ? 0n : (value * BigInt(drawn)) / BigInt(conversions);
      return { touches, conversions: drawn, value: share, nulls: poisson(random, nulls) };
    }),
  );
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: readonly number[], probability: number): number {
  const position = (sorted.length - 1) * probability;
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? low;
  return low + (high - low) * (position - Math.floor(position));
}
