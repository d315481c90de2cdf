import type { TenantVectors, VectorFilter } from '@stellwerk/vectors';

const TOP = 10;

/** Scores of one vector, computed in another order, may differ by so much. */
const SAME = 1e-5;

/**
 * Share of ten hits of the graph that belong to the exact ten best, over questions. Sentences of a section share its vector,
 * so a hit belongs to them by its score: one as good as the tenth is as good.
 */
export async function recallAtTen(
  points: TenantVectors,
  using: string,
  vectors: readonly Float32Array[],
  filter: VectorFilter,
): Promise<number> {
  let common = 0;
  for (const vector of vectors) {
    const query = { using, vector, limit: TOP, filter };
    const [approximate = [], exact = []] = await points.search([query, { ...query, exact: true }]);
    const tenth = exact.at(-1)?.score ?? Number.POSITIVE_INFINITY;
    common += approximate.filter(({ score }) => score >= tenth - SAME).length;
  }
  return common / (TOP * vectors.length);
}
