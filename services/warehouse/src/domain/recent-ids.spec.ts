import fc from 'fast-check';
import { RecentIds } from './recent-ids.js';

describe('recent ids', () => {
  it('name the first of two equal ids', () => {
    const recent = new RecentIds(10);
    expect([recent.firstOffset('a', 1), recent.firstOffset('b', 2), recent.firstOffset('a', 3)]).toEqual([1, 2, 1]);
  });

  it('judge a repeated batch like the first time', () => {
    const recent = new RecentIds(10);
    const judge = () => ['a', 'b', 'a'].map((id, offset) => recent.firstOffset(id, offset) === offset);
    expect([judge(), judge()]).toEqual([
      [true, true, false],
      [true, true, false],
    ]);
  });

  it('forget what stood first at an offset or behind it, in both generations', () => {
    const recent = new RecentIds(2);
    for (const [offset, id] of ['a', 'b', 'c'].entries()) recent.firstOffset(id, offset);
    recent.forgetFrom(1);
    expect(['a', 'b', 'c'].map((id) => recent.firstOffset(id, 7))).toEqual([0, 7, 7]);
  });

  it('always know the latest ids up to their capacity, and never more than twice as many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 200 }), (capacity, length) => {
        const recent = new RecentIds(capacity);
        for (let offset = 0; offset < length; offset += 1) recent.firstOffset(`id ${offset}`, offset);
        const latest = length - 1;
        expect(recent.firstOffset(`id ${latest - Math.min(capacity, length) + 1}`, -1)).not.toBe(-1);
        if (length > 2 * capacity) expect(recent.firstOffset(`id ${latest - 2 * capacity}`, -1)).toBe(-1);
      }),
    );
  });
});
