import { RandomStream } from '@stellwerk/statistics';
import { intervalOf, wilson } from './interval.js';

describe('an interval', () => {
  // Newcombe (1998), table I: Wilson's method without continuity correction.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is %d to %d', (successes, n, low, high) => {
    const interval = wilson(successes, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
    const values = Array.from({ length: n }, (_, at) => Number(at < successes));
    expect(intervalOf(values, 1)).toEqual(interval);
  });

  it('does not collapse when all are right', () => {
    expect(intervalOf([1, 1, 1, 1], 1)?.low).toBeCloseTo(0.5101, 4);
    expect(intervalOf([1, 1, 1, 1], 1)?.high).toBe(1);
  });

  it('needs two values', () => {
    expect([intervalOf([], 1), intervalOf([0.5], 1)]).toEqual([null, null]);
  });

  it('of a mean is the same for the same seed, and about ± 1.96 standard errors', () => {
    const random = new RandomStream(7);
    const values = Array.from({ length: 400 }, () => random.uniform());
    const interval = intervalOf(values, 3);
    expect(intervalOf(values, 3)).toEqual(interval);
    expect(intervalOf(values, 4)).not.toEqual(interval);
    const half = ((interval?.high ?? 0) - (interval?.low ?? 0)) / 2;
    // Standard deviation of a uniform is √(1/12).
    expect(half / (1.96 * Math.sqrt(1 / 12 / 400))).toBeGreaterThan(0.9);
    expect(half / (1.96 * Math.sqrt(1 / 12 / 400))).toBeLessThan(1.1);
  });
});
