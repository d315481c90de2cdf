import type { ChannelColumns } from '../data/data-columns.js';
import { parseDay } from '../data/day.js';
import { daysOf } from '../data/grain.js';
import type { Panel } from '../panel.js';
import { type AttributedCredit, attributionEvidence, observeBias } from './attribution-bias.js';
import type { Evidence, LiftEvidence } from './evidence.js';
import { invalid } from './experiment.js';
import { mergeRepeated } from './merge-lifts.js';
import { placeExperiment } from './place-experiment.js';
import type { AttributedOutcome, CalibrationSpec } from './schema.js';

/**
 * Everything that is known from outside, on the grid of a panel: experiments with repetitions joined, and attribution with the bias
 * that other channels' experiments show.
 * @throws StellwerkError MMM_EXPERIMENT_INVALID
 */
export function placeEvidence(
  { experiments, attribution }: CalibrationSpec,
  panel: Panel,
  channels: readonly ChannelColumns[],
): Evidence {
  const lifts = mergeRepeated(experiments.map((experiment) => placeExperiment(experiment, panel, channels)));
  if (attribution === null) return { lifts, attribution: [] };
  const credits = attribution.credits.map((credit) => placeCredit(credit, panel, channels));
  const observations = lifts.flatMap((lift) => {
    const credit = credits.find(({ channel }) => channel === lift.channel);
    return (credit && observeBias(scaledTo(credit, lift, panel), lift)) ?? [];
  });
  return { lifts, attribution: attributionEvidence(credits, observations, { weight: attribution.weight }) };
}

/** @throws StellwerkError MMM_EXPERIMENT_INVALID where channel or days are not in the panel, or cut a period */
function placeCredit(
  { channel, from, to, attributed, relativeError }: AttributedOutcome,
  { dates, grain, geos }: Panel,
  channels: readonly ChannelColumns[],
): AttributedCredit {
  const name = `attribution of ${channel}`;
  if (!channels.some((one) => one.channel === channel))
    throw invalid(name, 'channel', `there is no channel ${channel}`);
  const length = daysOf(grain);
  const origin = parseDay(dates[0] ?? '') ?? 0;
  const [first, last] = [parseDay(from), parseDay(to)];
  if (first === null || last === null || last < first) throw invalid(name, 'to', `${from} to ${to} is no span of days`);
  const [begin, end] = [(first - origin) / length, (last + 1 - origin) / length];
  if (!Number.isInteger(begin) || !Number.isInteger(end))
    throw invalid(name, 'from', 'begin and end with whole periods of the data');
  if (begin < 0 || end > dates.length) throw invalid(name, 'from', `the data are from ${dates[0]} to ${dates.at(-1)}`);
  return {
    channel,
    geos: geos.map((_, index) => index),
    from: begin,
    to: end,
    attributed,
    logStandardError: Math.sqrt(Math.log1p(relativeError ** 2)),
  };
}

/** Credit for the media that an experiment changed: by their share of the channel's media in the credited periods. */
function scaledTo(credit: AttributedCredit, lift: LiftEvidence, { columns, dates }: Panel): AttributedCredit {
  const media = columns.get(lift.column) ?? new Float64Array();
  const over = ({ geos, from, to }: Pick<LiftEvidence, 'geos' | 'from' | 'to'>) => {
    let sum = 0;
    for (const geo of geos) for (let t = from; t < to; t++) sum += media[geo * dates.length + t] ?? 0;
    return sum;
  };
  const changed = over(lift) - lift.counterfactual.reduce((sum, value) => sum + value, 0);
  return { ...credit, attributed: (credit.attributed * changed) / over(credit) };
}
