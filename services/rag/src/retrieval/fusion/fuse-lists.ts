import type { SearchOptions } from '../options.js';
import { distributionBased } from './distribution-based.js';
import { reciprocalRankFusion } from './reciprocal-rank.js';
import { type Fused, fuse, type SignalList } from './signals.js';
import { zScore } from './z-score.js';

/** One ranking from the lists, by the fusion and weights of the options. */
export function fuseLists(lists: readonly SignalList[], { fusion, weights }: SearchOptions): Fused[] {
  switch (fusion.kind) {
    case 'z-score':
      return fuse(lists, weights, zScore(fusion.floors));
    case 'reciprocal-rank':
      return reciprocalRankFusion(lists, weights, fusion.k);
    case 'distribution-based':
      return fuse(lists, weights, distributionBased);
  }
}
