import { median, overRounds, quantile, slope } from './statistics.js';

describe('statistics of measurements', () => {
  it.each([
    [[3], 0.5, 3],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.25, 2],
    [[10, 20], 0.95, 19.5],
    [[5, 1, 9], 0, 1],
    [[5, 1, 9], 1, 9],
  ])('quantile of %j at %d is %d', (values, q, expected) => {
    expect(quantile(values, q)).toBeCloseTo(expected, 12);
  });

  it('refuses a quantile of nothing', () => {
    expect(() => median([])).toThrow('a quantile of nothing');
  });

  it('shows rounds as their median and range', () => {
    expect(overRounds([3, 1, 2])).toEqual({ value: 2, n: 3, low: 1, high: 3 });
  });

  it.each<[string, [number, number][], number]>([
    [
      'a straight line',
      [
        [0, 1],
        [1, 3],
        [2, 5],
      ],
      2,
    ],
    [
      'points around one',
      [
        [0, 0],
        [1, 2],
        [2, 1],
        [3, 3],
      ],
      0.8,
    ],
    ['one point', [[4, 7]], 0],
    [
      'points above each other',
      [
        [1, 1],
        [1, 9],
      ],
      0,
    ],
  ])('slope of %s', (_title, points, expected) => {
    expect(slope(points)).toBeCloseTo(expected, 12);
  });
});
