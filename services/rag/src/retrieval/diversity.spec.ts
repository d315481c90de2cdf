import fc from 'fast-check';
import { diversified, type Ranked } from './diversity.js';

const at = (id: string, score: number, degrees: number): Ranked => ({
  id,
  score,
  vector: Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)),
});
const ranking = [at('a', 1, 0), at('twin of a', 0.95, 1), at('b', 0.5, 90), at('c', 0, 45)];

describe('diversity', () => {
  it.each([
    [0, ['a', 'twin of a', 'b', 'c']],
    [0.5, ['a', 'b', 'twin of a', 'c']],
    [1, ['a', 'b', 'c', 'twin of a']],
  ])('of %f orders by relevance and difference', (diversity, expected) => {
    expect(diversified(ranking, diversity, 10)).toEqual(expected);
  });

  const entries = fc.array(
    fc.record({ score: fc.integer({ min: -9, max: 9 }), degrees: fc.integer({ min: 0, max: 359 }) }),
    { maxLength: 12 },
  );

  it('keeps the best first and names nobody twice', () => {
    fc.assert(
      fc.property(entries, fc.double({ min: 0, max: 0.99, noNaN: true }), fc.nat(12), (given, diversity, limit) => {
        const sorted = given
          .sort((one, other) => other.score - one.score)
          .map(({ score, degrees }, index) => at(String(index), score, degrees));
        const ids = diversified(sorted, diversity, limit);
        expect(new Set(ids).size).toBe(Math.min(limit, given.length));
        expect(ids.length).toBe(Math.min(limit, given.length));
        if (ids.length > 0) expect(ids[0]).toBe('0');
      }),
    );
  });
});
