import type { Token } from '@stellwerk/text';
import { says, weightOf } from './weights.js';

/** Index of the source token for each token of a claim, -1 where there is none; ascending. */
export interface Alignment {
  readonly partners: Int32Array;
  readonly weight: number;
}

/** Tokens that follow each other in both texts belong together: this decides between equal words. */
const ADJACENT = 0.4;

/** What says little in one of the texts ties them no closer: "1" and an article. */
const pairWeight = (claimed: Token, stated: Token): number => Math.min(weightOf(claimed), weightOf(stated));

/**
 * The heaviest common subsequence of a claim and a source, in O(claim · source): a diff whose unequal runs are what the
 * claim changed.
 */
export function align(claim: readonly Token[], source: readonly Token[]): Alignment {
  const [rows, columns] = [claim.length + 1, source.length + 1];
  // Best weight of the prefixes, and best weight where the two last tokens are partners.
  const best = new Float64Array(rows * columns);
  const paired = new Float64Array(rows * columns).fill(Number.NEGATIVE_INFINITY);
  for (let i = 1; i < rows; i++) {
    const claimed = claim[i - 1];
    for (let j = 1; j < columns; j++) {
      const stated = source[j - 1];
      const at = i * columns + j;
      const diagonal = at - columns - 1;
      if (claimed && stated && says(stated, claimed))
        paired[at] = pairWeight(claimed, stated) + Math.max(best[diagonal] ?? 0, (paired[diagonal] ?? 0) + ADJACENT);
      best[at] = Math.max(best[at - 1] ?? 0, best[at - columns] ?? 0, paired[at] ?? 0);
    }
  }
  const partners = new Int32Array(claim.length).fill(-1);
  let [i, j, isPaired] = [claim.length, source.length, false];
  let weight = 0;
  while (i > 0 && j > 0) {
    const at = i * columns + j;
    if (isPaired || best[at] === paired[at]) {
      const claimed = claim[i - 1];
      partners[i - 1] = j - 1;
      const stated = source[j - 1];
      weight += claimed && stated ? pairWeight(claimed, stated) : 0;
      const diagonal = at - columns - 1;
      isPaired = (paired[diagonal] ?? 0) + ADJACENT > (best[diagonal] ?? 0);
      i--;
      j--;
    } else if (best[at] === best[at - 1]) j--;
    else i--;
  }
  return { partners, weight };
}
