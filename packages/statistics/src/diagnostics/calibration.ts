import { chiSquared } from '../distributions/gamma.js';
import type { LogDensity } from '../log-density.js';
import { RandomStream } from '../random/random-stream.js';
import { type SamplerOptions, samplerSettings } from '../sampler/options.js';
import { quantities } from '../sampler/posterior.js';
import { sample } from '../sampler/sample.js';

/** A model as simulation-based calibration needs it. */
export interface CalibrationModel<Parameters, Data> {
  /** Names of the quantities whose ranks are taken; besides the parameters at least one that depends on the data, e.g. the log-likelihood. */
  readonly quantities: readonly string[];
  drawParameters(random: RandomStream): Parameters;
  simulate(parameters: Parameters, random: RandomStream): Data;
  /** The posterior of the data. */
  density(data: Data): LogDensity;
  /** Writes the quantities at the parameters that made the data. */
  truth(parameters: Parameters, data: Data, out: Float64Array): void;
  /** Writes the quantities at a position of the density. `random` is for parts that are drawn after sampling. */
  quantitiesAt(position: Float64Array, data: Data, out: Float64Array, random: RandomStream): void;
}

/** How to calibrate. */
export interface CalibrationOptions extends SamplerOptions {
  /** Draws that a truth is ranked among: those of the run, evenly thinned. Must divide their number. */
  readonly rankedDraws: number;
}

/** One replication: per quantity the number of ranked draws below the truth, from 0 to `rankedDraws`. */
export interface Replication {
  readonly ranks: readonly number[];
  readonly divergences: number;
}

/**
 * Draws parameters, simulates data, fits, and ranks the truth among the draws (Talts et al. 2018; data-dependent quantities:
 * Modrák et al. 2023). A replication depends on the seed and its number alone, so they may run anywhere in any order.
 */
export function calibrationReplication<Parameters, Data>(
  model: CalibrationModel<Parameters, Data>,
  options: CalibrationOptions,
  replication: number,
): Replication {
  const settings = samplerSettings(options);
  const kept = settings.chains * settings.draws;
  const thinning = kept / options.rankedDraws;
  if (!(Number.isInteger(thinning) && thinning >= 1))
    throw new RangeError(`rankedDraws must divide the ${kept} draws of a run, got ${options.rankedDraws}`);
  const random = new RandomStream(settings.seed).split(replication);
  const parameters = model.drawParameters(random.split(0));
  const data = model.simulate(parameters, random.split(1));
  const samplerSeed = random.split(2).integer(2 ** 32);
  const posterior = sample(model.density(data), { ...settings, seed: samplerSeed });
  const count = model.quantities.length;
  const truth = new Float64Array(count);
  model.truth(parameters, data, truth);
  const later = random.split(3);
  const draws = quantities(posterior, count, (position, out) => model.quantitiesAt(position, data, out, later));
  const ties = random.split(4);
  return {
    ranks: draws.map((chains, k) => rank(truth[k]!, thinned(chains, thinning), ties)),
    divergences: posterior.chains.reduce(
      (sum, { divergent }) => sum + divergent.reduce((one, flag) => one + flag, 0),
      0,
    ),
  };
}

/** How far ranks are from even. */
export interface RankUniformity {
  readonly counts: readonly number[];
  /** Pearson's statistic of the counts; above the critical value the posterior is not calibrated. */
  readonly chiSquare: number;
  readonly pValue: number;
}

/**
 * Tests ranks for an even distribution. @param rankedDraws as in {@link CalibrationOptions}
 * @param bins must divide rankedDraws + 1, so that bins are equally likely
 */
export function rankUniformity(ranks: readonly number[], rankedDraws: number, bins: number): RankUniformity {
  const width = (rankedDraws + 1) / bins;
  if (!(Number.isInteger(width) && bins >= 2))
    throw new RangeError(`bins must be at least 2 and divide the ${rankedDraws + 1} possible ranks, got ${bins}`);
  const counts = Array.from({ length: bins }, () => 0);
  for (const one of ranks) counts[Math.floor(one / width)]! += 1;
  const expected = ranks.length / bins;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return { counts, chiSquare, pValue: chiSquared(bins - 1).upperTail(chiSquare) };
}

function thinned(chains: readonly Float64Array[], thinning: number): number[] {
  return chains.flatMap((chain) => [...chain]).filter((_, i) => i % thinning === thinning - 1);
}

/** Draws below the truth; those equal to it count with a random share. */
function rank(truth: number, draws: readonly number[], ties: RandomStream): number {
  const below = draws.filter((draw) => draw < truth).length;
  const equal = draws.filter((draw) => draw === truth).length;
  return below + (equal === 0 ? 0 : ties.integer(equal + 1));
}
