import { Tally } from './tally.js';

describe('tally', () => {
  it('gives shares with Wilson intervals', () => {
    const tally = new Tally();
    for (let trial = 0; trial < 10; trial++) tally.add('found', trial < 8);
    const { value, n, low, high } = tally.share('found');
    // Wilson (1927) for 8 of 10.
    expect([value, n, low.toFixed(4), high.toFixed(4)]).toEqual([0.8, 10, '0.4902', '0.9433']);
  });

  it('has no share of what was never counted', () => {
    expect(() => new Tally().share('found')).toThrow('nothing was counted');
  });
});
