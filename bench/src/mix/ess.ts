import type { DrawTable } from '@stellwerk/mmm';
import { essBulk, essTail, rHat } from '@stellwerk/statistics';

/** The draws of a scalar by chain. */
export function chainsOf({ names, chains, draws, values }: DrawTable, name: string): Float64Array[] {
  const first = names.indexOf(name) * chains * draws;
  if (first < 0) throw new Error(`there are no draws of ${name}`);
  return Array.from({ length: chains }, (_, chain) =>
    values.subarray(first + chain * draws, first + (chain + 1) * draws),
  );
}

export interface Mixing {
  readonly leastBulk: number;
  readonly leastTail: number;
  readonly worstRHat: number;
  readonly worst: string;
  readonly slowest: string;
}

/** The least effective sample sizes and the largest R-hat of several scalars. */
export function mixingOf(scalars: Iterable<readonly [string, readonly Float64Array[]]>): Mixing {
  let mixing: Mixing = {
    leastBulk: Number.POSITIVE_INFINITY,
    leastTail: Number.POSITIVE_INFINITY,
    worstRHat: 0,
    worst: '',
    slowest: '',
  };
  for (const [name, chains] of scalars) {
    const [bulk, tail, reduction] = [essBulk(chains), essTail(chains), rHat(chains)];
    if (bulk < mixing.leastBulk) mixing = { ...mixing, leastBulk: bulk, slowest: name };
    if (tail < mixing.leastTail) mixing = { ...mixing, leastTail: tail };
    if (reduction > mixing.worstRHat) mixing = { ...mixing, worstRHat: reduction, worst: name };
  }
  return mixing;
}

/** Mean and standard deviation of all draws. */
export function momentsOf(chains: readonly ArrayLike<number>[]): { mean: number; sd: number } {
  const all = chains.flatMap((chain) => Array.from(chain));
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return { mean, sd: Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1)) };
}
