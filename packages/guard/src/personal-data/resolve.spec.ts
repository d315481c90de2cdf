import fc from 'fast-check';
import type { Candidate } from './candidate.js';
import { entityTypes } from './entity.js';
import { resolveOverlaps } from './resolve.js';

const candidate = fc
  .record({
    type: fc.constantFrom(...entityTypes),
    start: fc.nat(60),
    length: fc.integer({ min: 1, max: 20 }),
    score: fc.constantFrom(0.3, 0.5, 0.7, 0.9),
  })
  .map(({ type, start, length, score }): Candidate => ({ type, start, end: start + length, score }));

describe('overlaps', () => {
  it('are resolved the same way in whatever order the candidates come', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (candidates, order) => {
        const shuffled = candidates.map((one) => ({ one, key: order.next().value })).sort((a, b) => a.key - b.key);
        expect(
          resolveOverlaps(
            shuffled.map(({ one }) => one),
            0.5,
          ),
        ).toEqual(resolveOverlaps(candidates, 0.5));
      }),
    );
  });

  it('leave nothing that overlaps, nothing unsure, and nothing out without a surer or equal reason', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 30 }), (candidates) => {
        const kept = resolveOverlaps(candidates, 0.5);
        for (let index = 1; index < kept.length; index++)
          expect(kept[index]?.start).toBeGreaterThanOrEqual(kept[index - 1]?.end ?? 0);
        for (const one of candidates.filter(({ score }) => score >= 0.5)) {
          expect(kept.some((other) => other.start < one.end && one.start < other.end && other.score >= one.score)).toBe(
            true,
          );
        }
      }),
    );
  });
});
