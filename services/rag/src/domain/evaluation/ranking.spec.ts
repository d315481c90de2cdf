import fc from 'fast-check';
import { hitRate, ndcg, recall, reciprocalRank } from './ranking.js';

const log2 = Math.log2;

describe('a ranked list', () => {
  // found by rank, items to find, k: nDCG, recall, hit rate, reciprocal rank, worked by hand.
  it.each([
    [[0], 1, 10, 1, 1, 1, 1],
    [[null, 0], 1, 10, 1 / log2(3), 1, 1, 1 / 2],
    [[null, null, 0], 1, 2, 0, 0, 0, 0],
    [[0, 1], 2, 10, 1, 1, 1, 1],
    [[null, 1, 0], 2, 10, (1 / log2(3) + 1 / 2) / (1 + 1 / log2(3)), 1, 1, 1 / 2],
    [[0, 0, 0], 2, 10, 1 / (1 + 1 / log2(3)), 1 / 2, 1, 1],
    [[0, 1, 2], 3, 2, 1, 2 / 3, 1, 1],
    [[], 1, 10, 0, 0, 0, 0],
  ])('%j of %i items at %i', (found, items, k, gain, share, hit, reciprocal) => {
    const ranked = { found, items };
    expect(ndcg(ranked, k)).toBeCloseTo(gain, 12);
    expect(recall(ranked, k)).toBeCloseTo(share, 12);
    expect(hitRate(ranked, k)).toBe(hit);
    expect(reciprocalRank(ranked, k)).toBe(reciprocal);
  });

  it('of nothing to find has no number', () => {
    const ranked = { found: [null], items: 0 };
    for (const measure of [ndcg, recall, hitRate, reciprocalRank]) expect(measure(ranked, 10)).toBe(Number.NaN);
  });

  it('stays within 0 and 1, and recall and gain agree on nothing and all', () => {
    const list = fc.array(fc.option(fc.nat(4)), { maxLength: 15 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 12 }), (found, k) => {
        const ranked = { found, items: 5 };
        for (const value of [ndcg(ranked, k), recall(ranked, k), reciprocalRank(ranked, k)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(ndcg(ranked, k) > 0).toBe(hitRate(ranked, k) === 1);
      }),
    );
  });
});
