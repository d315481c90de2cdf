import {
  type CompiledMix,
  compileMix,
  drawLayout,
  FittedMix,
  type MmmSpec,
  type Panel,
  priorDraw,
  samplingDensity,
  writeDraw,
} from '@stellwerk/mmm';
import { RandomStream, type SamplerOptions, sample } from '@stellwerk/statistics';

export interface CalibrationSettings extends SamplerOptions {
  /** Draws that a truth is ranked among, evenly thinned. */
  readonly ranked: number;
}

/** One replication: by quantity how many of the ranked draws lie below the truth. */
export interface Ranks {
  readonly number: number;
  readonly ranks: Readonly<Record<string, number>>;
  readonly divergences: number;
}

/**
 * Draws every scalar from the prior, simulates the outcome, fits, and ranks the truth among the draws (Talts et al. 2018), with the log
 * likelihood as a quantity that depends on the data (Modrák et al. 2023). The outcome's scale is fixed: priors refer to it.
 * @param quantities names of the scalars to rank
 */
export function calibrate(
  spec: MmmSpec,
  panel: Panel,
  quantities: readonly string[],
  settings: CalibrationSettings,
  number: number,
): Ranks {
  const random = new RandomStream(settings.seed).split(number);
  const outcomeScale = { centre: 0, scale: 1_000, heads: new Float64Array(panel.geos.length).fill(1) };
  const source = compileMix(spec, panel, { outcomeScale });
  const truth = priorDraw(source, random.split(0));
  const position = source.parameters.position();
  const { names } = drawLayout(source);
  const simulator = new FittedMix(source, { names, chains: 1, draws: 1, values: truth });
  const outcome = new Float64Array(panel.outcome.length);
  const noise = random.split(1);
  simulator.predict(0, () => noise.openUniform(), outcome);
  const mix = compileMix(spec, { ...panel, outcome }, { outcomeScale });
  const sampled = samplingDensity(mix);
  const posterior = sample(sampled, { ...settings, seed: random.split(2).integer(2 ** 32) });
  const below = new Map<string, number>();
  const scalars = new Float64Array(names.length);
  const places = quantities.map((name) => [name, names.indexOf(name)] as const);
  const later = random.split(3);
  const likelihood = likelihoodAt(mix, position);
  const every = (settings.draws ?? 1_000) / settings.ranked;
  for (const chain of posterior.chains)
    for (let draw = every - 1; draw < posterior.draws; draw += every) {
      const at = sampled.coordinates(
        chain.positions.subarray(draw * posterior.dimension, (draw + 1) * posterior.dimension),
      );
      writeDraw(mix, drawLayout(mix), at, () => later.normal(), scalars);
      for (const [name, place] of places)
        below.set(name, (below.get(name) ?? 0) + Number((scalars[place] ?? Number.NaN) < (truth[place] ?? Number.NaN)));
      below.set('log likelihood', (below.get('log likelihood') ?? 0) + Number(mix.density.logLikelihood < likelihood));
    }
  return {
    number,
    ranks: Object.fromEntries(below),
    divergences: posterior.chains.reduce((sum, { divergent }) => sum + divergent.reduce((a, b) => a + b, 0), 0),
  };
}

function likelihoodAt({ density }: CompiledMix, position: Float64Array): number {
  density.evaluate(position, new Float64Array(density.dimension));
  return density.logLikelihood;
}

/** Pearson's statistic of ranks in equal bins. @param ranked number of draws that truths were ranked among */
export function chiSquare(ranks: readonly number[], ranked: number, bins: number): number {
  const counts = new Float64Array(bins);
  for (const rank of ranks) {
    const bin = Math.min(bins - 1, Math.floor((rank * bins) / (ranked + 1)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const expected = ranks.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
