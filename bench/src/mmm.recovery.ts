import { atLeast, atMost, type Benchmark, type Measurement } from './benchmark.js';
import { presetNames, presets } from './recovery/presets.js';
import type { RecoveredChannel, Recovery } from './recovery/recover.js';
import { recoverAll } from './recovery/run-all.js';
import { median, quantile } from './statistics.js';

const DATA_SETS = 120;
const SHORT_DATA_SETS = 4;
const THREADS = 2;
const RIDGE = 'ridge with sign constraints';
/** Of 90 % intervals, per channel. */
const COVERAGE = { low: 0.85, high: 0.95 } as const;

type FigureName = `${string}: ${string}`;
const cells = presetNames.flatMap((preset) =>
  presets[preset].channels.map(({ name }) => ({ preset, channel: name, label: `${preset}, ${name}` })),
);

const benchmark: Benchmark = {
  name: 'mmm.recovery',
  describe:
    'Simulated markets of six kinds: whether the contribution of each channel is found, beside a ridge regression.',
  seed: 11,
  load: { generator: 'none: the measured process simulates and fits', cores: 0 },
  figures: {
    ...Object.fromEntries(
      presetNames.flatMap((preset): [FigureName, Benchmark['figures'][string]][] => [
        [`${preset}: coverage of 90 %, lowest channel`, { unit: 'share', aim: atLeast(COVERAGE.low) }],
        [`${preset}: coverage of 90 %, highest channel`, { unit: 'share', aim: atMost(COVERAGE.high) }],
      ]),
    ),
    ...Object.fromEntries(
      cells.flatMap(({ label }): [FigureName, Benchmark['figures'][string]][] => [
        [`${label}: coverage of 90 %`, { unit: 'share', aim: null }],
        [`${label}: bias`, { unit: 'share of the mean truth', aim: null }],
        [`${label}: typical error`, { unit: 'share of the mean truth', aim: null }],
      ]),
    ),
    'all presets: coverage of 90 %': { unit: 'share', aim: null },
    'all presets: fits that do not converge': { unit: 'share', aim: null },
    'all presets: fits repeated with more draws': { unit: 'share', aim: null },
    'four more weeks: median shift of a ROI': { unit: 'posterior sd', aim: atMost(0.5) },
    'four more weeks: 90 % of shifts below': { unit: 'posterior sd', aim: null },
    'seconds per data set, median': { unit: 's', aim: null },
  },
  async run({ short, seed, log, note, cut }) {
    const count = short ? SHORT_DATA_SETS : DATA_SETS;
    if (short) cut(`${SHORT_DATA_SETS} data sets per preset instead of ${DATA_SETS}`);
    note(
      `${count} data sets per preset: 104 weeks, truth drawn from the priors of the specification; coverage and errors of contributions`,
    );
    note(`peer: ${RIDGE}, carry-over and saturation by random search on the last half year, block bootstrap`);
    note('a fit that does not converge is repeated with more draws, and its figures count in any case');
    note(
      `with ${count} data sets, a coverage of 0.9 is measured with a standard error of ${Math.sqrt(0.09 / count).toFixed(3)}`,
    );
    const tasks = Array.from({ length: count }, (_, index) =>
      presetNames.map((preset) => ({ seed, preset, index })),
    ).flat();
    const recoveries = await recoverAll(tasks, THREADS, log);
    const byCell = cells.map((cell) => ({ ...cell, found: channelOf(recoveries, cell) }));
    return [
      ...presetNames.flatMap((preset) =>
        extremes(
          preset,
          byCell.filter((cell) => cell.preset === preset),
        ),
      ),
      ...byCell.flatMap(({ label, found }) => figuresOf(label, found)),
      ...overall(recoveries),
    ];
  },
};

const channelOf = (recoveries: readonly Recovery[], { preset, channel }: { preset: string; channel: string }) =>
  recoveries
    .filter((recovery) => recovery.preset === preset)
    .flatMap(({ channels }) => channels.filter((one) => one.channel === channel));

type Interval = Pick<RecoveredChannel, 'mean' | 'low' | 'high'>;
type View = (channel: RecoveredChannel) => Interval;
const ours: View = (channel) => channel;
const ridge: View = (channel) => channel.ridge;

const coverage = (found: readonly RecoveredChannel[], view: View): number =>
  found.filter((one) => one.truth >= view(one).low && one.truth <= view(one).high).length / found.length;

function extremes(preset: string, own: readonly { readonly found: readonly RecoveredChannel[] }[]): Measurement[] {
  const covered = own.map(({ found }) => coverage(found, ours));
  const peers = own.map(({ found }) => coverage(found, ridge));
  const n = own[0]?.found.length ?? 0;
  const [lowest, highest] = [Math.min(...covered), Math.max(...covered)];
  return [
    {
      name: `${preset}: coverage of 90 %, lowest channel`,
      value: lowest,
      n,
      peer: { name: RIDGE, value: Math.min(...peers) },
    },
    {
      name: `${preset}: coverage of 90 %, highest channel`,
      value: highest,
      n,
      peer: { name: RIDGE, value: Math.max(...peers) },
    },
  ];
}

function figuresOf(label: string, found: readonly RecoveredChannel[]): Measurement[] {
  const n = found.length;
  const truth = found.reduce((sum, one) => sum + one.truth, 0) / n;
  const bias = (view: View) => found.reduce((sum, one) => sum + view(one).mean - one.truth, 0) / n / truth;
  const error = (view: View) => median(found.map((one) => Math.abs(view(one).mean - one.truth))) / truth;
  const figure = (name: string, value: (view: View) => number): Measurement => ({
    name: `${label}: ${name}`,
    value: value(ours),
    n,
    peer: { name: RIDGE, value: value(ridge) },
  });
  return [
    figure('coverage of 90 %', (view) => coverage(found, view)),
    figure('bias', bias),
    figure('typical error', error),
  ];
}

function overall(recoveries: readonly Recovery[]): Measurement[] {
  const n = recoveries.length;
  const channels = recoveries.flatMap((one) => one.channels);
  const shifts = channels.flatMap(({ refreshShift }) => (refreshShift === null ? [] : Math.abs(refreshShift)));
  const share = (some: readonly unknown[]) => some.length / n;
  return [
    {
      name: 'all presets: coverage of 90 %',
      value: coverage(channels, ours),
      n: channels.length,
      peer: { name: RIDGE, value: coverage(channels, ridge) },
    },
    { name: 'all presets: fits that do not converge', value: share(recoveries.filter((one) => !one.hasConverged)), n },
    {
      name: 'all presets: fits repeated with more draws',
      value: share(recoveries.filter(({ repeats }) => repeats > 0)),
      n,
    },
    { name: 'four more weeks: median shift of a ROI', value: median(shifts), n: shifts.length },
    { name: 'four more weeks: 90 % of shifts below', value: quantile(shifts, 0.9), n: shifts.length },
    {
      name: 'seconds per data set, median',
      value: median(recoveries.map(({ seconds }) => seconds)),
      n,
    },
  ];
}

export default benchmark;
