import type { SignalName } from '../../domain/search.js';
import { type Fused, fuse, type SignalList, type Weights } from './signals.js';

/**
 * Reciprocal rank fusion as Qdrant counts it: `1 / ((position + 1) / weight + k − 1)` with positions from 0, so the
 * constant 60 of the textbook is k = 61 here, and a weight stretches positions. What a list does not hold gets nothing of it.
 * @param k 2 in Qdrant where nothing is said
 */
export function reciprocalRankFusion(lists: readonly SignalList[], weights: Weights, k: number): Fused[] {
  const weighted = lists.filter(({ name }) => (weights[name] ?? 0) > 0);
  const ones = Object.fromEntries(weighted.map(({ name }) => [name, 1])) as Record<SignalName, number>;
  return fuse(weighted, ones, ({ name }) => {
    const weight = weights[name] ?? 0;
    return (_id, rank) => (rank === null ? 0 : 1 / (rank / weight + k - 1));
  });
}
