import fc from 'fast-check';
import { RecentIds } from './recent-ids.js';

describe('recent ids', () => {
  it('always knows the latest ids up to its capacity, and never more than twice as many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(200)), (capacity, stream) => {
        const recent = new RecentIds(capacity);
        const distinct = [...new Set(stream)].map(String);
        for (const id of distinct) recent.add(id);
        const known = distinct.filter((id) => recent.has(id));
        expect(known.length).toBeLessThanOrEqual(2 * capacity);
        expect(known).toEqual(distinct.slice(distinct.length - known.length));
        expect(known.length).toBeGreaterThanOrEqual(Math.min(capacity, distinct.length));
      }),
    );
  });
});
