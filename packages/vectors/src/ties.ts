import { MAX_HITS } from './limits.js';

interface Scored {
  readonly id: string;
  readonly score: number;
}

/** Hits beyond the limit that are always asked for, to see whether the cut goes through equal scores. */
const EXTRA_HITS = 8;

/** How many hits to ask for, to be able to cut at `limit`. */
export const askedHits = (limit: number): number => limit + EXTRA_HITS;

/** The same, when equal scores went beyond that. The widest list that is asked for. */
export const askedHitsAgain = (limit: number): number => Math.min(4 * limit + 64, 4 * MAX_HITS);

/**
 * The engine breaks ties in any order. Best first, equal scores in the order of ids; `cut` = the list ends within equal
 * scores, so that others with the same score and a smaller id may be missing.
 */
export function ordered<Hit extends Scored>(hits: readonly Hit[], limit: number, asked: number) {
  const sorted = hits.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : Number(a.id > b.id)));
  const isCut = hits.length === asked && sorted[limit - 1]?.score === sorted.at(-1)?.score;
  return { hits: sorted.slice(0, limit), cut: isCut };
}
