/** The kept draws of one chain, and what the sampler did to get them. */
export interface ChainDraws {
  /** Draw by draw the unconstrained coordinates: draws × dimension. */
  readonly positions: Float64Array;
  /** Log density of each draw. */
  readonly logDensity: Float64Array;
  /** Hamiltonian at the start of each transition: for E-BFMI. */
  readonly energy: Float64Array;
  /** Acceptance statistic of each transition. */
  readonly acceptance: Float64Array;
  /** Doublings of each trajectory. */
  readonly depth: Uint8Array;
  /** Leapfrog steps, that is gradients, of each transition. */
  readonly leapfrogs: Uint32Array;
  /** 1 where the transition diverged. */
  readonly divergent: Uint8Array;
  /** Step size after the warm-up. */
  readonly stepSize: number;
  /** State of the metric after the warm-up: for the diagonal one the variances. */
  readonly metric: Float64Array;
  /** Leapfrog steps of the whole warm-up. */
  readonly warmupLeapfrogs: number;
  /** Divergent transitions of the whole warm-up. */
  readonly warmupDivergences: number;
}

/** Draws of several chains from one density. */
export interface Posterior {
  /** Number of unconstrained coordinates. */
  readonly dimension: number;
  /** Draws per chain. */
  readonly draws: number;
  readonly maxDepth: number;
  readonly chains: readonly ChainDraws[];
}

/** The draws of one coordinate, one array per chain: what the diagnostics take. */
export function coordinate(posterior: Posterior, index: number): Float64Array[] {
  const { dimension, draws, chains } = posterior;
  if (!(Number.isInteger(index) && index >= 0 && index < dimension))
    throw new RangeError(`coordinate must be an integer from 0 to ${dimension - 1}, got ${index}`);
  return chains.map(({ positions }) =>
    Float64Array.from({ length: draws }, (_, draw) => positions[draw * dimension + index]!),
  );
}

/**
 * Quantities computed from each draw, e.g. constrained parameters: per quantity one array per chain.
 * @param count number of quantities
 * @param compute writes the quantities of one position; called once per draw, chain by chain
 */
export function quantities(
  posterior: Posterior,
  count: number,
  compute: (position: Float64Array, out: Float64Array) => void,
): Float64Array[][] {
  const { dimension, draws, chains } = posterior;
  const result = Array.from({ length: count }, () => chains.map(() => new Float64Array(draws)));
  const out = new Float64Array(count);
  for (const [chain, { positions }] of chains.entries()) {
    for (let draw = 0; draw < draws; draw++) {
      compute(positions.subarray(draw * dimension, (draw + 1) * dimension), out);
      for (let k = 0; k < count; k++) result[k]![chain]![draw] = out[k]!;
    }
  }
  return result;
}
