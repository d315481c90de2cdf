import {
  channelDraws,
  channelFacts,
  firstPeriods,
  fitModel,
  intervalOf,
  type MmmSpec,
  type Panel,
  summariseDraws,
} from '@stellwerk/mmm';
import { simulateMarket } from './market.js';
import { type PresetName, presetNames, presets } from './presets.js';
import { ridgeEstimates } from './ridge.js';

/** Warm-up and draws per chain; a fit that has not converged is repeated with the next. */
const EFFORTS = [
  [400, 600],
  [1_000, 1_000],
  [2_000, 3_000],
] as const;

/** Data sets of each preset that are fitted again without their last weeks, and how many weeks those are. */
export const REFRESHED = 10;
const NEW_WEEKS = 4;

export interface RecoveredChannel {
  readonly channel: string;
  /** Money added, as simulated. */
  readonly truth: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly ridge: { readonly mean: number; readonly low: number; readonly high: number };
  /** Change of the ROI by the last four weeks, in posterior standard deviations; null where it was not computed. */
  readonly refreshShift: number | null;
}

/** One simulated data set with what was found in it. */
export interface Recovery {
  readonly preset: PresetName;
  readonly index: number;
  readonly channels: readonly RecoveredChannel[];
  /** Whether every scalar has R-hat ≤ 1.01 and 400 effective draws, and no transition diverged. */
  readonly hasConverged: boolean;
  /** How often the fit was repeated with more draws. */
  readonly repeats: number;
  readonly worstRhat: number;
  readonly divergences: number;
  readonly seconds: number;
}

/** Seeds of data sets do not depend on how many there are. */
const seedOf = (seed: number, preset: PresetName, index: number): number =>
  seed * 1_000_000 + presetNames.indexOf(preset) * 100_000 + index;

/** Simulates, fits, and compares. The same arguments give the same answer, but for the time. */
export async function recover(seed: number, preset: PresetName, index: number): Promise<Recovery> {
  const own = seedOf(seed, preset, index);
  const market = simulateMarket(presets[preset], own);
  const started = performance.now();
  const found = await fitUntilConverged(market.spec, market.panel, own);
  const before = index < REFRESHED ? await returnsBefore(market.spec, market.panel, own) : null;
  const ridge = ridgeEstimates(market, own);
  const channels = drawsOf(found.fitted, market.spec).map(({ channel, contribution, roi }) => {
    const peer = ridge.get(channel);
    if (!peer) throw new Error(`the ridge has no channel ${channel}`);
    const old = before?.get(channel);
    const refreshShift = old && roi ? (mean(roi) - old.mean) / old.sd : null;
    return {
      channel,
      truth: market.truth.get(channel) ?? Number.NaN,
      ...intervalOf(contribution),
      ridge: peer,
      refreshShift,
    };
  });
  const { hasConverged, repeats, worstRhat, divergences } = found;
  const seconds = (performance.now() - started) / 1_000;
  return { preset, index, channels, hasConverged, repeats, worstRhat, divergences, seconds };
}

async function fitUntilConverged(given: MmmSpec, panel: Panel, seed: number) {
  for (let repeats = 0; ; repeats++) {
    const [warmup, draws] = EFFORTS[repeats] ?? [0, 0];
    const targetAcceptance = repeats > 0 ? 0.95 : 0.9;
    const spec = { ...given, sampling: { ...given.sampling, warmup, draws, seed: seed + repeats, targetAcceptance } };
    const { fitted, table, sampling } = await fitModel(spec, panel);
    const scalars = summariseDraws(table).filter(({ sd }) => sd > 0);
    const worstRhat = Math.max(...scalars.map(({ rhat }) => rhat));
    const leastEss = Math.min(...scalars.map(({ essBulk, essTail }) => Math.min(essBulk, essTail)));
    const { divergences } = sampling;
    const hasConverged = worstRhat <= 1.01 && leastEss >= 400 && divergences === 0;
    if (hasConverged || repeats + 1 === EFFORTS.length)
      return { fitted, worstRhat, divergences, hasConverged, repeats };
  }
}

const drawsOf = (fitted: Parameters<typeof channelDraws>[0], spec: MmmSpec) =>
  channelDraws(fitted, channelFacts(spec, fitted.panel));

/** ROI of each channel as it was found without the last weeks. */
async function returnsBefore(spec: MmmSpec, panel: Panel, seed: number) {
  const { fitted } = await fitUntilConverged(spec, firstPeriods(panel, panel.dates.length - NEW_WEEKS), seed);
  return new Map(
    drawsOf(fitted, spec).flatMap(({ channel, roi }) => {
      if (!roi) return [];
      const centre = mean(roi);
      const sd = Math.sqrt(roi.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (roi.length - 1));
      return [[channel, { mean: centre, sd }] as const];
    }),
  );
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
