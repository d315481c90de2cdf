import fc from 'fast-check';
import { fakePanel, uniforms } from '../../testing/fake-fitted-model.js';
import { crps, probabilityIntegral } from './crps.js';
import { defaultHoldout, firstPeriods } from './fit-quality.js';
import { evenDraws, highestDensity, intervalOf, quantileOf } from './interval.js';

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('CRPS', () => {
  it('is the mean distance less half the mean distance between two draws', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (sample, observed) => {
        const n = sample.length;
        const distance = sample.reduce((sum, x) => sum + Math.abs(x - observed), 0) / n;
        const spread =
          sample.flatMap((a) => sample.map((b) => Math.abs(a - b))).reduce((sum, d) => sum + d, 0) / (n * n);
        expect(crps(Float64Array.from(sample).sort(), observed)).toBeCloseTo(distance - spread / 2, 8);
      }),
    );
  });

  it('of a certain forecast is its error', () => expect(crps(Float64Array.of(3, 3), 5)).toBe(2));
});

describe('probability integral', () => {
  it.each([
    [0, 0.125],
    [1, 0.25],
    [2.5, 0.625],
    [9, 0.875],
  ])('of %p among 1, 2, 3 is %p', (observed, expected) => {
    expect(probabilityIntegral(Float64Array.of(1, 2, 3), observed)).toBeCloseTo(expected, 12);
  });
});

describe('quantiles', () => {
  it('interpolate between order statistics', () => {
    const sorted = Float64Array.of(1, 2, 4);
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantileOf(sorted, p))).toEqual([1, 1.5, 2, 3, 4]);
  });

  it('do not turn equal infinities into NaN', () => {
    expect(quantileOf(Float64Array.of(1, Infinity, Infinity), 0.75)).toBe(Infinity);
  });

  it('of an interval hold the mean of a symmetric sample and leave the draws alone', () => {
    const draws = Float64Array.of(3, 1, 2);
    expect(intervalOf(draws)).toEqual({ mean: 2, low: 1.1, high: 2.9 });
    expect([...draws]).toEqual([3, 1, 2]);
  });
});

describe('highest density interval', () => {
  it('is the shortest that holds the share', () => {
    const uniform = uniforms(1);
    const draws = Float64Array.from({ length: 20_000 }, () => -Math.log(uniform()));
    const { low, high } = highestDensity(draws, 0.8);
    // Of an exponential distribution it begins at 0 and ends at the 80 % point.
    expect(low).toBeLessThan(0.02);
    expect(Math.abs(high - Math.log(5))).toBeLessThan(0.06);
  });
});

describe('draws', () => {
  it.each([
    [10, 5, [0, 2, 4, 6, 8]],
    [3, 5, [0, 1, 2]],
    [7, 3, [0, 2, 4]],
    [4, 0.2, [0]],
  ])('of %p, at most %p, are %p', (draws, most, expected) => expect(evenDraws(draws, most)).toEqual(expected));
});

describe('hold-out', () => {
  it.each<['week' | 'day', number, number]>([
    ['week', 156, 13],
    ['week', 100, 10],
    ['week', 40, 4],
    ['week', 31, 0],
    ['day', 730, 73],
    ['day', 1_500, 91],
    ['day', 200, 0],
  ])('of data by %s over %p periods is %p', (grain, periods, expected) => {
    expect(defaultHoldout({ grain, dates: new Array(periods).fill('') })).toBe(expected);
  });

  it('cuts the end of every geo', () => {
    const panel = fakePanel({
      geos: ['a', 'b'],
      columns: { x: Float64Array.of(1, 2, 3, 4, 5, 6) },
      outcome: Float64Array.of(1, 2, 3, 4, 5, 6),
    });
    const first = firstPeriods(panel, 2);
    expect(first.dates).toEqual(panel.dates.slice(0, 2));
    expect(first.outcome).toEqual(Float64Array.of(1, 2, 4, 5));
    expect(first.columns.get('x')).toEqual(Float64Array.of(1, 2, 4, 5));
  });
});
