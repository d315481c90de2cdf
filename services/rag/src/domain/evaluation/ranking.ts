/**
 * Metrics of a ranked list with binary relevance. What is looked for are *items* (a document, a span); a list says for each rank
 * which item it brings, if any, and an item counts at its first rank only.
 */
export interface RankedItems {
  /** By rank, from the best: index of the item, or null. */
  readonly found: readonly (number | null)[];
  /** Items that there are to find. */
  readonly items: number;
}

/** Gain 1 / log2(rank + 1), over that of a list with all items at the top; NaN where there is nothing to find. */
export function ndcg(ranked: RankedItems, k: number): number {
  const ideal = gainOf(Array.from({ length: Math.min(k, ranked.items) }, (_, at) => at + 1));
  return ranked.items === 0 ? Number.NaN : gainOf(firstRanks(ranked, k)) / ideal;
}

/** Share of the items that are among the first k; NaN where there is nothing to find. */
export const recall = (ranked: RankedItems, k: number): number =>
  ranked.items === 0 ? Number.NaN : firstRanks(ranked, k).length / ranked.items;

/** 1 where any item is among the first k; NaN where there is nothing to find. */
export const hitRate = (ranked: RankedItems, k: number): number =>
  ranked.items === 0 ? Number.NaN : Number(firstRanks(ranked, k).length > 0);

/** 1 / rank of the first item, 0 where none is among the first k; NaN where there is nothing to find. */
export function reciprocalRank(ranked: RankedItems, k: number): number {
  if (ranked.items === 0) return Number.NaN;
  const [first] = firstRanks(ranked, k);
  return first === undefined ? 0 : 1 / first;
}

/** Ranks, from 1, at which an item appears for the first time. */
function firstRanks({ found }: RankedItems, k: number): readonly number[] {
  const seen = new Set<number>();
  const ranks: number[] = [];
  found.slice(0, k).forEach((item, at) => {
    if (item === null || seen.has(item)) return;
    seen.add(item);
    ranks.push(at + 1);
  });
  return ranks;
}

const gainOf = (ranks: readonly number[]): number => ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);
