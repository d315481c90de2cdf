import fc from 'fast-check';
import { askedHits, isOpen, ordered } from './ties.js';

const hit = fc.record({ id: fc.uuid(), score: fc.constantFrom(0.5, 0.25, 0.125) });
const hits = fc.uniqueArray(hit, { selector: ({ id }) => id, maxLength: 30 });

describe('order of hits', () => {
  it('does not depend on the order in which the engine gives them', () => {
    fc.assert(
      fc.property(
        hits.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(ordered(shuffled)).toEqual(ordered(list));
        },
      ),
    );
  });

  it('is by score, then by id', () => {
    const list = ordered([
      { id: 'b', score: 1 },
      { id: 'c', score: 2 },
      { id: 'a', score: 1 },
    ]);
    expect(list.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it.each([
    ['equal scores up to the end of what was asked for', [3, 2, 2, 2], 2, 4, true],
    ['a lower score after the cut', [3, 2, 2, 1], 2, 4, false],
    ['fewer hits than asked for', [3, 2, 2], 2, 4, false],
    ['fewer hits than the limit', [3], 2, 4, false],
  ])('sees whether the cut is open: %s', (_title, scores, limit, asked, open) => {
    const list = scores.map((score, i) => ({ id: String(i), score }));
    expect(isOpen(list, limit, asked)).toBe(open);
  });

  it('asks for more each time, and for no more than strict mode allows', () => {
    for (const limit of [1, 10, 100, 1_000]) {
      const asked = askedHits(limit);
      expect(asked).toEqual([...asked].sort((a, b) => a - b));
      expect(asked[0]).toBeGreaterThan(limit);
      expect(asked.at(-1)).toBe(4_000);
    }
  });
});
