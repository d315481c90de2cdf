import { mean, variance } from '../diagnostics/chains.js';
import { essBulk, essTail } from '../diagnostics/effective-sample-size.js';
import { rHat } from '../diagnostics/r-hat.js';
import { NumericalError } from '../errors.js';
import type { LogDensity } from '../log-density.js';
import { type MetricName } from './options.js';
import { coordinate } from './posterior.js';
import { sample } from './sample.js';

/** Normal with these standard deviations, the first two correlated by ρ. */
function normal(scales: readonly number[], rho = 0): LogDensity {
  return {
    dimension: scales.length,
    evaluate(position, gradient) {
      let sum = 0;
      for (let i = 2; i < scales.length; i++) {
        const z = position[i]! / scales[i]!;
        sum -= 0.5 * z * z;
        gradient[i] = -z / scales[i]!;
      }
      const a = position[0]! / scales[0]!;
      const b = position[1]! / scales[1]!;
      const factor = 1 / (1 - rho * rho);
      gradient[0] = (-factor * (a - rho * b)) / scales[0]!;
      gradient[1] = (-factor * (b - rho * a)) / scales[1]!;
      return sum - 0.5 * factor * (a * a - 2 * rho * a * b + b * b);
    },
  };
}

describe('sample', () => {
  it.each<MetricName>(['diagonal', 'dense', 'low-rank'])(
    'finds means and spreads of a normal with the %s metric',
    (metric) => {
      const scales = [1, 0.1, 100, 5];
      const posterior = sample(normal(scales, 0.9), { seed: 4, warmup: 200, draws: 300, metric });
      for (const [i, scale] of scales.entries()) {
        const chains = coordinate(posterior, i);
        const ess = essBulk(chains);
        const pooled = Float64Array.from(chains.flatMap((chain) => [...chain]));
        expect(ess).toBeGreaterThan(200);
        expect(essTail(chains)).toBeGreaterThan(200);
        expect(rHat(chains)).toBeLessThan(1.02);
        expect(Math.abs(mean(pooled)) / scale).toBeLessThan(4 / Math.sqrt(ess));
        expect(Math.sqrt(variance(pooled)) / scale).toBeCloseTo(1, 1);
      }
      expect(posterior.chains.flatMap(({ divergent }) => [...divergent]).some((one) => one === 1)).toBe(false);
    },
  );

  it('gives the same bytes for the same seed, others for another', () => {
    const run = (seed: number) => sample(normal([1, 2]), { seed, warmup: 100, draws: 50, chains: 2 });
    expect(run(1)).toEqual(run(1));
    expect(run(1).chains[0]?.positions).not.toEqual(run(2).chains[0]?.positions);
  });

  it('draws of a chain do not depend on how many there are', () => {
    const run = (chains: number) => sample(normal([1, 2]), { seed: 3, warmup: 100, draws: 50, chains });
    expect(run(4).chains[1]).toEqual(run(2).chains[1]);
  });

  it.each([
    ['NO_FINITE_START', { dimension: 1, evaluate: () => Number.NaN }],
    [
      'NO_STEP_SIZE',
      { dimension: 1, evaluate: (_: Float64Array, gradient: Float64Array) => gradient.fill(0).length - 1 },
    ],
  ])('%s', (code, density) => {
    let caught: unknown;
    try {
      sample(density, { seed: 1 });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(NumericalError);
    expect(caught).toMatchObject({ code });
  });

  it.each([
    ['seed', { seed: 0.5 }],
    ['chains', { seed: 1, chains: 0 }],
    ['draws', { seed: 1, draws: 0 }],
    ['warmup', { seed: 1, warmup: -1 }],
    ['targetAcceptance', { seed: 1, targetAcceptance: 1 }],
    ['maxDepth', { seed: 1, maxDepth: 0 }],
    ['startRadius', { seed: 1, startRadius: Number.NaN }],
  ])('refuses %s out of range', (name, options) => {
    expect(() => sample(normal([1, 1]), options)).toThrow(new RegExp(`^${name} must`));
  });
});
