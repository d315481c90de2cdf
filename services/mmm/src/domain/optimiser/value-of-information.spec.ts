import type { ResponseCurves } from '../response-curves.js';
import { DrawGrid } from './draw-grid.js';
import { OutcomeDraws } from './outcome-draws.js';
import { randomCurves } from './random-curves.js';
import { saturationCurves } from './saturation-curves.js';
import { seeded } from './testing.js';
import { valueOfPerfectInformation, valueOfTest, worthwhileTests } from './value-of-information.js';

/** 1,024 normal numbers by Box and Muller from the midpoints of a square grid. */
const normals = Float64Array.from({ length: 1_024 }, (_, index) => {
  const [u, v] = [(Math.floor(index / 32) + 0.5) / 32, ((index % 32) + 0.5) / 32];
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
});
const sdOf = (values: Float64Array) => {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
};
/** Abramowitz and Stegun 7.1.26 to 1.5e-7. */
const normalProbability = (z: number) => {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = (poly * Math.exp((-z * z) / 2)) / 2;
  return z > 0 ? 1 - tail : tail;
};
/** `E max(M, c)` of a normal M. */
const expectedMaximum = (centre: number, sd: number, other: number) => {
  const z = (centre - other) / sd;
  return other + (centre - other) * normalProbability(z) + (sd * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
};

/** One channel returns θ per unit of money, the other 1; all money goes to the one that is believed to return more. */
const [centre, spread, total] = [1.1, 0.4, 100];
const line = (name: string, scale: Float64Array) => ({
  ...{ name, form: 'root' as const, periods: 1, exposure: Float64Array.of(1), scale },
  shape: new Float64Array(scale.length).fill(1),
});
const returns = normals.map((z) => centre + spread * z);
const curves = saturationCurves([line('uncertain', returns), line('known', new Float64Array(1_024).fill(1))], 1_024);
const set = {
  ...{ low: [0, 0], high: [total, total], onset: [0, 0] },
  sums: [{ name: null, members: [0, 1], min: total, max: total }],
};
const gridOf = (of: ResponseCurves) => new DrawGrid(of, set, [[50, 50]]);
const tau = sdOf(returns);

describe('the value of information', () => {
  it('is that of the normal distribution for two straight lines, known perfectly', () => {
    const expected = total * (expectedMaximum(centre, tau, 1) - centre);
    expect(valueOfPerfectInformation(gridOf(curves)) / expected).toBeCloseTo(1, 2);
  });

  it.each([0.1, 2, 8, 20])(
    'is that of the normal distribution for a test with a standard error of %d',
    (standardError) => {
      // Off in half of the market: the lift is −0.5 × 50 θ, so the error of θ is standardError / 25.
      const sd = tau ** 2 / Math.sqrt(tau ** 2 + (standardError / 25) ** 2);
      const expected = total * (expectedMaximum(centre, sd, 1) - centre);
      const design = { channel: 0, factor: 0, share: 0.5, standardError };
      const found = valueOfTest(gridOf(curves), new OutcomeDraws(curves), [50, 50], design);
      expect(Math.abs(found - expected)).toBeLessThan(0.02 * expected + 0.01);
    },
  );

  it('is nothing for a channel whose curve is known', () => {
    const design = { channel: 1, factor: 0, share: 0.5, standardError: 1 };
    expect(valueOfTest(gridOf(curves), new OutcomeDraws(curves), [50, 50], design)).toBeCloseTo(0, 9);
  });

  it('grows with the accuracy of a test, and never passes that of knowing all', () => {
    const random = randomCurves({ channels: 2, draws: 200, spread: 1.2 }, seeded(4));
    const [grid, outcomes] = [gridOf(random), new OutcomeDraws(random)];
    const values = [1e6, 30, 10, 3, 1, 0.1, 0].map((standardError) =>
      valueOfTest(grid, outcomes, [50, 50], { channel: 0, factor: 0, share: 0.5, standardError }),
    );
    expect(values[0]).toBeCloseTo(0, 6);
    for (const [index, value] of values.entries())
      expect(value).toBeGreaterThanOrEqual((values[index - 1] ?? 0) * 0.999);
    expect(values.at(-1)).toBeLessThanOrEqual(valueOfPerfectInformation(grid) + 1e-9);
    expect(values.at(-1)).toBeGreaterThan(0);
  });

  it('orders tests by what is left after their cost, and says none without money', () => {
    const [grid, outcomes] = [gridOf(curves), new OutcomeDraws(curves)];
    const market = { noise: 5, windows: 4, isMoney: true };
    const tests = worthwhileTests(grid, outcomes, [50, 50], [0, 1], market);
    expect(tests).toHaveLength(18);
    const [best] = tests;
    expect(best?.channel).toBe(0);
    for (const [index, { net, value, cost }] of tests.entries()) {
      expect(net).toBeCloseTo(4 * value - (cost ?? 0), 9);
      expect(net).toBeLessThanOrEqual(tests[index - 1]?.net ?? Number.POSITIVE_INFINITY);
    }
    // Switched off in half the market: 0.5 × 50 × (E θ − 1) is lost.
    const off = tests.find(({ channel, factor, share }) => channel === 0 && factor === 0 && share === 0.5);
    expect(off?.cost).toBeCloseTo(25 * (returns.reduce((sum, one) => sum + one, 0) / 1_024 - 1), 9);
    expect(worthwhileTests(grid, outcomes, [50, 50], [0], { ...market, isMoney: false })[0]).toMatchObject({
      cost: null,
      net: null,
    });
  });
});
