import { MAX_HITS } from './limits.js';

interface Scored {
  readonly id: string;
  readonly score: number;
}

/**
 * How many hits to ask for, to be able to cut at `limit`: a few more show whether the cut goes through equal scores. While it
 * does, the next number is tried. Beyond the last one the order at the cut is the engine's.
 */
export const askedHits = (limit: number): readonly number[] => [
  limit + 8,
  Math.min(4 * limit + 64, 4 * MAX_HITS),
  4 * MAX_HITS,
];

/** Best first, equal scores in the order of ids: the engine gives those in any order. */
export function ordered<Hit extends Scored>(hits: readonly Hit[]): Hit[] {
  return hits.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : Number(a.id > b.id)));
}

/** Whether an ordered list of as many hits as were asked for leaves open which ones stand before `limit`. */
export function isOpen(hits: readonly Scored[], limit: number, asked: number): boolean {
  return hits.length === asked && hits[limit - 1]?.score === hits.at(-1)?.score;
}
