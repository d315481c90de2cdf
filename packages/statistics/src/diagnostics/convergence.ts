import type { Posterior } from '../sampler/posterior.js';
import { isInformative, type ScalarChains } from './chains.js';
import { eBfmi } from './e-bfmi.js';
import { essBulk, essTail } from './effective-sample-size.js';
import { rHat } from './r-hat.js';

/** What a run must reach. */
export interface ConvergenceLimits {
  readonly maxRHat: number;
  /** Of all chains together, for bulk and tail each. */
  readonly minEss: number;
  readonly minEBfmi: number;
  readonly maxDivergences: number;
  /** Iterations that ended at the maximum depth. */
  readonly maxDepthHits: number;
}

export const CONVERGENCE_LIMITS: ConvergenceLimits = {
  maxRHat: 1.01,
  minEss: 400,
  minEBfmi: 0.3,
  maxDivergences: 0,
  maxDepthHits: 0,
};

export type ConvergenceCheck = 'r-hat' | 'ess-bulk' | 'ess-tail' | 'e-bfmi' | 'divergences' | 'depth' | 'constant';

/** One check that failed. */
export interface ConvergenceFailure {
  readonly check: ConvergenceCheck;
  /** Name of the quantity, or of the chain: the worst one. */
  readonly at: string;
  readonly value: number;
  readonly limit: number;
  /** Further quantities or chains that fail the same check. */
  readonly others: number;
}

/** The worst figures of a run, and the checks it fails; it has converged where there are none. */
export interface Convergence {
  readonly maxRHat: number;
  readonly minEssBulk: number;
  readonly minEssTail: number;
  readonly minEBfmi: number;
  readonly divergences: number;
  readonly depthHits: number;
  readonly failures: readonly ConvergenceFailure[];
}

/**
 * Checks a run on named scalar quantities. A quantity without variation fails as `constant`: it tells nothing about convergence.
 * @param quantities by name the draws of each chain
 */
export function convergence(
  posterior: Posterior,
  quantities: Readonly<Record<string, ScalarChains>>,
  limits: ConvergenceLimits = CONVERGENCE_LIMITS,
): Convergence {
  const named = Object.entries(quantities);
  const varying = named.filter(([, chains]) => isInformative(chains));
  const constant = named.filter(([, chains]) => !isInformative(chains)).map(([at]) => ({ at, value: Number.NaN }));
  const rHats = varying.map(([at, chains]) => ({ at, value: rHat(chains) }));
  const bulk = varying.map(([at, chains]) => ({ at, value: essBulk(chains) }));
  const tail = varying.map(([at, chains]) => ({ at, value: essTail(chains) }));
  const energies = posterior.chains.map(({ energy }, chain) => ({ at: `chain ${chain}`, value: eBfmi(energy) }));
  const diverged = posterior.chains.map(({ divergent }, chain) => ({
    at: `chain ${chain}`,
    value: count(divergent, 1),
  }));
  const deep = posterior.chains.map(({ depth }, chain) => ({
    at: `chain ${chain}`,
    value: count(depth, posterior.maxDepth),
  }));
  const sum = (figures: readonly Figure[]) => figures.reduce((total, { value }) => total + value, 0);
  const failures = [
    ...failing('constant', constant, 0, () => false),
    ...failing('r-hat', rHats, limits.maxRHat, (value) => value <= limits.maxRHat),
    ...failing('ess-bulk', bulk, limits.minEss, (value) => value >= limits.minEss),
    ...failing('ess-tail', tail, limits.minEss, (value) => value >= limits.minEss),
    ...failing('e-bfmi', energies, limits.minEBfmi, (value) => value >= limits.minEBfmi),
    ...(sum(diverged) > limits.maxDivergences ? failing('divergences', diverged, limits.maxDivergences, isZero) : []),
    ...(sum(deep) > limits.maxDepthHits ? failing('depth', deep, limits.maxDepthHits, isZero) : []),
  ];
  return {
    maxRHat: Math.max(...rHats.map(({ value }) => value)),
    minEssBulk: Math.min(...bulk.map(({ value }) => value)),
    minEssTail: Math.min(...tail.map(({ value }) => value)),
    minEBfmi: Math.min(...energies.map(({ value }) => value)),
    divergences: sum(diverged),
    depthHits: sum(deep),
    failures,
  };
}

interface Figure {
  readonly at: string;
  readonly value: number;
}

const isZero = (value: number) => value === 0;

/** The worst of the figures that do not pass: the one farthest from the limit. */
function failing(
  check: ConvergenceCheck,
  figures: readonly Figure[],
  limit: number,
  passes: (value: number) => boolean,
): ConvergenceFailure[] {
  const failed = figures.filter(({ value }) => !passes(value));
  const distance = ({ value }: Figure) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.abs(value - limit));
  const [worst] = failed.toSorted((left, right) => distance(right) - distance(left));
  return worst === undefined ? [] : [{ check, ...worst, limit, others: failed.length - 1 }];
}

function count(values: Uint8Array, wanted: number): number {
  let sum = 0;
  for (const value of values) if (value === wanted) sum += 1;
  return sum;
}
