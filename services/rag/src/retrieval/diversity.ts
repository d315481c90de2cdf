/** An entry of a ranking with its unit vector. */
export interface Ranked {
  readonly id: string;
  readonly score: number;
  readonly vector: Float32Array;
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): takes the entry next that maximises
 * `(1 − diversity) · relevance − diversity · highest cosine to what was taken`, relevance being the score brought to 0..1.
 * @param ranking Best first
 * @param diversity 0 = the ranking as it is, 1 = nothing but difference (as in Qdrant; the λ of the paper is 1 − diversity)
 * @returns Ids in their new order, `limit` at most; of equal values the one that stood first
 */
export function diversified(ranking: readonly Ranked[], diversity: number, limit: number): string[] {
  const scores = ranking.map(({ score }) => score);
  const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
  const span = highest - lowest;
  const left = ranking.map((entry) => ({
    entry,
    relevance: span > 0 ? (entry.score - lowest) / span : 1,
    likeness: 0,
  }));
  const taken: string[] = [];
  while (left.length > 0 && taken.length < limit) {
    let best = 0;
    const valueAt = (at: number) => {
      const candidate = left[at];
      return candidate
        ? (1 - diversity) * candidate.relevance - diversity * candidate.likeness
        : Number.NEGATIVE_INFINITY;
    };
    for (let at = 1; at < left.length; at++) if (valueAt(at) > valueAt(best)) best = at;
    const [chosen] = left.splice(best, 1);
    if (!chosen) break;
    taken.push(chosen.entry.id);
    for (const other of left)
      other.likeness = Math.max(other.likeness, cosine(other.entry.vector, chosen.entry.vector));
  }
  return taken;
}

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
