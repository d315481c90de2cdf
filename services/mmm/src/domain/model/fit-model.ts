import { type Posterior, RandomStream, type SamplerOptions, sample } from '@stellwerk/statistics';
import type { Evidence } from '../calibration/evidence.js';
import { placeEvidence } from '../calibration/place-evidence.js';
import type { ChannelColumns } from '../data/data-columns.js';
import type { FittedModel } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import type { DrawTable } from '../results/posterior-file.js';
import { channelsOf, type MmmSpec } from '../spec/mmm-spec.js';
import { type CompiledMix, compileMix } from './compile.js';
import type { MixRecipe } from './density-factory.js';
import { drawLayout, writeDraw } from './draw-layout.js';
import { FittedMix } from './fitted-mix.js';
import { type SamplerFacts, samplerFacts } from './sampler-facts.js';
import { type SamplingDensity, samplingDensity } from './sampling-density.js';

/** Draws from the density of a recipe; in threads of their own where the caller has them. The bytes must not depend on that. */
export type MixSampler = (recipe: MixRecipe, options: SamplerOptions) => Promise<Posterior>;

export interface FitOptions {
  /** Number of first periods that the likelihood sees; default all. A fit that holds out the last ones states it. */
  readonly periods?: number;
  /** Default: the calibration of the specification, placed on the panel. */
  readonly evidence?: Evidence;
  /** Default: in this thread, chain after chain. */
  readonly sampler?: MixSampler;
}

/** A fit: the model with its draws, and what the sampler did. */
export interface MixFit {
  readonly fitted: FittedMix;
  /** Further outcomes by name. */
  readonly further: ReadonlyMap<string, FittedModel>;
  /** Every scalar of every draw, by name: what is stored. */
  readonly table: DrawTable;
  readonly sampling: SamplerFacts;
}

/** Streams of the sampler's chains are numbered from 0; those of integrated coefficients begin here. */
const FIRST_STREAM = 1_000_000;

/**
 * Fits a media mix model. The same specification, panel, evidence and seed give the same bytes, whatever the sampler's threads.
 * @throws StellwerkError of {@link compileMix}; NumericalError where no start has a finite density
 */
export async function fitModel(spec: MmmSpec, panel: Panel, options: FitOptions = {}): Promise<MixFit> {
  const evidence = options.evidence ?? placeEvidence(spec.calibration, panel, channelColumns(spec));
  const periods = options.periods ?? panel.dates.length;
  const mix = compileMix(spec, panel, { periods, evidence });
  const sampled = samplingDensity(mix);
  const { chains, warmup, draws, targetAcceptance, maxTreeDepth, metric, seed } = spec.sampling;
  const settings: SamplerOptions = { seed, chains, warmup, draws, targetAcceptance, maxDepth: maxTreeDepth, metric };
  const posterior = options.sampler
    ? await options.sampler({ spec, panel, periods, evidence }, settings)
    : sample(sampled, settings);
  const table = tabulate(mix, sampled, posterior, seed);
  return { ...restore(mix, table), sampling: samplerFacts(posterior, settings) };
}

/** The same model from stored draws. @throws RangeError where the draws are of another specification or panel */
export function restoreFit(
  spec: MmmSpec,
  panel: Panel,
  table: DrawTable,
  options: Pick<FitOptions, 'periods' | 'evidence'> = {},
): Omit<MixFit, 'sampling'> {
  const mix = compileMix(spec, panel, options);
  const { names } = drawLayout(mix);
  const odd = names.findIndex((name, at) => name !== table.names[at]);
  if (odd >= 0 || names.length !== table.names.length)
    throw new RangeError(`the draws hold ${table.names[odd] ?? 'more scalars'} in place of ${names[odd] ?? 'none'}`);
  return restore(mix, table);
}

const channelColumns = (spec: MmmSpec): readonly ChannelColumns[] =>
  channelsOf(spec).map((channel) => ({
    channel: channel.name,
    kind: channel.kind,
    media: channel.kind === 'reach-frequency' ? channel.reach : channel.exposure,
    ...(channel.kind !== 'organic' && { spend: channel.spend }),
  }));

function restore(mix: CompiledMix, table: DrawTable) {
  const fitted = new FittedMix(mix, table);
  const further = new Map(
    mix.spec.furtherOutcomes.map(({ name }, at) => [name, new FittedMix(mix, table, at + 1)] as const),
  );
  return { fitted, further, table };
}

/** Turns unconstrained coordinates into named scalars, and draws the coefficients that were integrated out. */
function tabulate(mix: CompiledMix, sampled: SamplingDensity, posterior: Posterior, seed: number): DrawTable {
  const layout = drawLayout(mix);
  const { chains, draws, dimension } = posterior;
  const count = layout.names.length;
  const values = new Float64Array(count * chains.length * draws);
  const scalars = new Float64Array(count);
  for (const [chain, { positions }] of chains.entries()) {
    const random = new RandomStream(seed).split(FIRST_STREAM + chain);
    for (let draw = 0; draw < draws; draw++) {
      const position = sampled.coordinates(positions.subarray(draw * dimension, (draw + 1) * dimension));
      writeDraw(mix, layout, position, () => random.normal(), scalars);
      for (let at = 0; at < count; at++) values[(at * chains.length + chain) * draws + draw] = scalars[at]!;
    }
  }
  return { names: layout.names, chains: chains.length, draws, values };
}
