import { RandomStream } from '@stellwerk/statistics';
import { hsgpBasis, logSpectralDensity } from './hsgp.js';
import { chooseKnotCount } from './knot-count.js';
import { knotBasis, knotWeight } from './knots.js';

describe('knots', () => {
  it('weigh to one at every period, and the last holds afterwards', () => {
    for (const count of [1, 2, 5, 13])
      for (let t = 0; t < 60; t++) {
        const weights = Array.from({ length: count }, (_, knot) => knotWeight(count, 40, knot, t));
        expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        if (t >= 39) expect(weights.at(-1)).toBeCloseTo(1, 12);
        const { before, share } = knotBasis(count, 60, 40);
        if (count > 1) expect(weights[before[t] ?? 0]).toBeCloseTo(1 - (share[t] ?? 0), 12);
      }
  });

  const random = new RandomStream(2);
  const geos = 8;
  const weeks = 120;
  const panel = (level: (t: number) => number) =>
    Float64Array.from(
      { length: geos * weeks },
      (_, at) => Math.floor(at / weeks) + level(at % weeks) + random.normal(),
    );

  it.each<[string, (t: number) => number, number, number]>([
    ['a level that stands still', () => 0, 1, 2],
    ['a straight line', (t) => t / 20, 2, 3],
    ['a level that turns six times', (t) => 2 * Math.sin((6 * Math.PI * t) / weeks), 8, 26],
  ])('are as many as %s needs', (_title, level, least, most) => {
    const count = chooseKnotCount(panel(level), [], weeks);
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });

  it('leave to a control what it explains', () => {
    const control = Float64Array.from({ length: geos * weeks }, (_, at) =>
      Math.sin((6 * Math.PI * (at % weeks)) / weeks),
    );
    const outcome = panel((t) => 2 * Math.sin((6 * Math.PI * t) / weeks));
    expect(chooseKnotCount(outcome, [control], weeks)).toBeLessThanOrEqual(2);
  });
});

describe('smooth level', () => {
  const kernels = {
    'squared-exponential': (r: number) => Math.exp(-0.5 * r * r),
    matern52: (r: number) => (1 + Math.sqrt(5) * r + (5 * r * r) / 3) * Math.exp(-Math.sqrt(5) * r),
    matern32: (r: number) => (1 + Math.sqrt(3) * r) * Math.exp(-Math.sqrt(3) * r),
  } as const;

  // Riutort-Mayol et al. 2023: the approximation holds inside the domain for enough functions.
  it.each(Object.entries(kernels))('%s: covariance of the basis is that of the kernel', (kernel, covariance) => {
    const name = kernel as keyof typeof kernels;
    const spec = { kernel: name, functions: 120, boundary: 2, lengthPeriods: 1, sd: 1 };
    const basis = hsgpBasis(spec, 50, 50);
    for (const [a, b] of [
      [25, 25],
      [20, 26],
      [10, 22],
    ] as const) {
      let sum = 0;
      for (const [index, frequency] of basis.frequencies.entries())
        sum += Math.exp(logSpectralDensity(name, 8, frequency)) * basis.at(index, a) * basis.at(index, b);
      expect(sum).toBeCloseTo(covariance(Math.abs(a - b) / 8), 2);
    }
  });
});
