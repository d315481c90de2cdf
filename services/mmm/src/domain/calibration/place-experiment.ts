import { normalQuantile } from '@stellwerk/statistics';
import type { ChannelColumns } from '../data/data-columns.js';
import { parseDay } from '../data/day.js';
import { daysOf } from '../data/grain.js';
import type { Panel } from '../panel.js';
import type { EvidenceWindow, LiftEvidence } from './evidence.js';
import { type Experiment, invalid } from './experiment.js';

const USUAL_LEVEL = 0.95;

/**
 * Places an experiment on the grid of a panel. Where its days cover only part of a period, the media of that part change and the rest
 * stay.
 * @throws StellwerkError MMM_EXPERIMENT_INVALID where channel, geos or days are not in the panel, or nothing would have been different
 */
export function placeExperiment(
  experiment: Experiment,
  panel: Panel,
  channels: readonly ChannelColumns[],
): LiftEvidence {
  const columns = channels.find(({ channel }) => channel === experiment.channel);
  if (!columns) {
    const known = channels.map(({ channel }) => channel).join(', ');
    throw invalid(experiment.name, 'channel', `there is no channel ${experiment.channel}; there are ${known}`);
  }
  const geos = geosOf(experiment, panel);
  const { from, to, covered } = periodsOf(experiment, panel);
  const window = { geos, from, to };
  const media = valuesOf(panel, columns.media);
  const counterfactual = counterfactualMedia(experiment, panel, columns, window, covered);
  const factual = windowOf(panel, media, window);
  if (counterfactual.every((value, at) => value === factual[at]))
    throw invalid(
      experiment.name,
      'without',
      'media would have been the same, so there is nothing that the lift is of',
    );
  const { lift, standardError } = inUnitsOfOutcome(experiment, panel, columns, window, covered);
  const { transport = 0 } = experiment;
  return {
    ...window,
    experiment: experiment.name,
    channel: experiment.channel,
    column: columns.media,
    counterfactual,
    lift,
    standardError,
    transport,
    scale: standardError * Math.sqrt(1 + transport),
  };
}

function geosOf({ name, geos }: Experiment, panel: Panel): readonly number[] {
  if (geos === undefined) return panel.geos.map((_, index) => index);
  const indices = geos.map((geo) => {
    const index = panel.geos.indexOf(geo);
    if (index < 0) throw invalid(name, 'geos', `there is no geo ${geo} in the data`);
    return index;
  });
  return [...new Set(indices)].sort((a, b) => a - b);
}

/** Periods that the experiment touches, and the share of each that it covers. */
function periodsOf(
  { name, from, to }: Experiment,
  { dates, grain }: Panel,
): { readonly from: number; readonly to: number; readonly covered: Float64Array } {
  const length = daysOf(grain);
  const origin = parseDay(dates[0] ?? '') ?? 0;
  const first = (parseDay(from) ?? 0) - origin;
  const end = (parseDay(to) ?? 0) + 1 - origin;
  if (first < 0) throw invalid(name, 'from', `${from} lies before the first period, ${dates[0]}`);
  if (end > dates.length * length) throw invalid(name, 'to', `${to} lies after the last period, ${dates.at(-1)}`);
  const start = Math.floor(first / length);
  const stop = Math.ceil(end / length);
  const covered = Float64Array.from({ length: stop - start }, (_, index) => {
    const begin = (start + index) * length;
    return (Math.min(end, begin + length) - Math.max(first, begin)) / length;
  });
  return { from: start, to: stop, covered };
}

function counterfactualMedia(
  { name, without = { factor: 0 } }: Experiment,
  panel: Panel,
  columns: ChannelColumns,
  window: EvidenceWindow,
  covered: Float64Array,
): Float64Array {
  const factual = windowOf(panel, valuesOf(panel, columns.media), window);
  const share = (at: number) => covered[at % covered.length] ?? 0;
  if ('factor' in without) return factual.map((value, at) => value * (1 - share(at) * (1 - without.factor)));
  if (columns.spend === undefined) throw invalid(name, 'without', `${columns.channel} has no spend; give a factor`);
  const cost = costPerUnit(panel, columns);
  const weights = usualShares(panel, columns.media, window);
  const days = covered.reduce((sum, part) => sum + part, 0);
  return factual.map((value, at) => {
    const weight = weights[Math.floor(at / covered.length)] ?? 0;
    return value * (1 - share(at)) + ((without.spend / cost) * weight * share(at)) / days;
  });
}

/** Money per unit of media over the whole panel. */
function costPerUnit(panel: Panel, { media, spend }: ChannelColumns): number {
  const sum = (name: string) => valuesOf(panel, name).reduce((total, value) => total + value, 0);
  return spend === undefined ? Number.NaN : sum(spend) / sum(media);
}

/** Share of each geo of the window in the media that the channel has there in all periods. */
function usualShares(panel: Panel, column: string, { geos }: EvidenceWindow): readonly number[] {
  const media = valuesOf(panel, column);
  const periods = panel.dates.length;
  const totals = geos.map((geo) =>
    media.subarray(geo * periods, (geo + 1) * periods).reduce((total, value) => total + value, 0),
  );
  const all = totals.reduce((total, value) => total + value, 0);
  return totals.map((total) => (all > 0 ? total / all : 1 / geos.length));
}

function inUnitsOfOutcome(
  experiment: Experiment,
  panel: Panel,
  columns: ChannelColumns,
  window: EvidenceWindow,
  covered: Float64Array,
): { readonly lift: number; readonly standardError: number } {
  const { lift, unit = 'outcome' } = experiment;
  const standardError = experiment.standardError ?? fromInterval(experiment);
  if (unit === 'outcome') return { lift, standardError };
  const value = meanValue(panel, window);
  const factor = unit === 'value' ? 1 / value : changedSpend(experiment, panel, columns, window, covered) / value;
  // A return on spend that was cut is of money saved: lift and change of spend have the same sign.
  return { lift: lift * factor, standardError: standardError * Math.abs(factor) };
}

function fromInterval({ interval }: Experiment): number {
  if (!interval) return Number.NaN;
  return (interval.high - interval.low) / (2 * normalQuantile((1 + (interval.level ?? USUAL_LEVEL)) / 2));
}

/** Money per unit of outcome in the window, weighted by the outcome; 1 where the outcome is money. */
function meanValue(panel: Panel, window: EvidenceWindow): number {
  if (panel.valuePerUnit === null) return 1;
  const outcome = windowOf(panel, panel.outcome, window);
  const value = windowOf(panel, panel.valuePerUnit, window);
  const units = outcome.reduce((sum, one) => sum + one, 0);
  return outcome.reduce((sum, one, at) => sum + one * (value[at] ?? 0), 0) / units;
}

/** Money that ran, minus money that would have run. */
function changedSpend(
  { name, without = { factor: 0 } }: Experiment,
  panel: Panel,
  columns: ChannelColumns,
  window: EvidenceWindow,
  covered: Float64Array,
): number {
  if (columns.spend === undefined)
    throw invalid(name, 'unit', `${columns.channel} has no spend, so there is no return`);
  const spent = windowOf(panel, valuesOf(panel, columns.spend), window).reduce(
    (sum, value, at) => sum + value * (covered[at % covered.length] ?? 0),
    0,
  );
  const changed = 'factor' in without ? spent * (1 - without.factor) : spent - without.spend;
  if (changed === 0)
    throw invalid(name, 'unit', 'the spend would have been the same, so there is no return on its change');
  return changed;
}

const valuesOf = (panel: Panel, column: string): Float64Array => panel.columns.get(column) ?? new Float64Array();

/** The cells of a window, geo after geo. */
export function windowOf(
  { dates }: Pick<Panel, 'dates'>,
  values: Float64Array,
  { geos, from, to }: EvidenceWindow,
): Float64Array {
  const width = to - from;
  const cells = new Float64Array(geos.length * width);
  for (const [index, geo] of geos.entries())
    cells.set(values.subarray(geo * dates.length + from, geo * dates.length + to), index * width);
  return cells;
}
