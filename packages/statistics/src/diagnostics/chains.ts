import { normalQuantile } from '../special/normal.js';

// Diagnostics take the draws of one scalar quantity: one array per chain, all of the same length.

/** The draws of one scalar quantity, one array per chain. */
export type ScalarChains = readonly Float64Array[];

/** @throws RangeError unless there is a chain, and all are of one length of at least 4 */
export function requireChains(chains: ScalarChains): void {
  const length = chains[0]?.length ?? 0;
  if (length < 4) throw new RangeError(`diagnostics need chains of at least 4 draws, got ${length}`);
  if (chains.some((chain) => chain.length !== length)) throw new RangeError('all chains must be of one length');
}

/** Each chain cut into halves; the middle draw of an odd number is left out. */
export function splitChains(chains: ScalarChains): Float64Array[] {
  requireChains(chains);
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.subarray(0, half), chain.subarray(chain.length - half)];
  });
}

/** Values replaced by normal quantiles of their ranks over all chains, ties by their mean rank (Vehtari et al. 2021, eq. 14). */
export function rankNormalised(chains: ScalarChains): Float64Array[] {
  const all = pooled(chains);
  const order = sortedOrder(all);
  const scores = new Float64Array(all.length);
  for (let first = 0; first < order.length; ) {
    let after = first + 1;
    while (after < order.length && all[order[after]!] === all[order[first]!]) after += 1;
    // Ranks count from 1: the mean of first + 1 … after.
    const score = normalQuantile(((first + 1 + after) / 2 - 0.375) / (all.length + 0.25));
    for (let i = first; i < after; i++) scores[order[i]!] = score;
    first = after;
  }
  return unpooled(scores, chains);
}

/** Distances from the median of all draws. */
export function folded(chains: ScalarChains): Float64Array[] {
  const middle = sortedQuantile(pooled(chains).sort(), 0.5);
  return chains.map((chain) => chain.map((value) => Math.abs(value - middle)));
}

/** All draws in one array, chain after chain. */
export function pooled(chains: ScalarChains): Float64Array {
  const all = new Float64Array(chains.reduce((sum, chain) => sum + chain.length, 0));
  let at = 0;
  for (const chain of chains) {
    all.set(chain, at);
    at += chain.length;
  }
  return all;
}

/** Quantile of sorted values, by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
export function sortedQuantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

/** Whether a diagnostic has an answer: every draw is finite, and they are not all the same. */
export function isInformative(chains: ScalarChains): boolean {
  const first = chains[0]![0]!;
  let varies = false;
  for (const chain of chains) {
    for (let i = 0; i < chain.length; i++) {
      if (!Number.isFinite(chain[i]!)) return false;
      if (chain[i]! !== first) varies = true;
    }
  }
  return varies;
}

export function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Variance with divisor n − 1. */
export function variance(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return sum / (values.length - 1);
}

function sortedOrder(values: Float64Array): Uint32Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i);
  return order.sort((a, b) => values[a]! - values[b]!);
}

function unpooled(all: Float64Array, like: ScalarChains): Float64Array[] {
  let at = 0;
  return like.map((chain) => {
    at += chain.length;
    return all.subarray(at - chain.length, at);
  });
}
