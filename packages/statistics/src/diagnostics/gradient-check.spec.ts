import { RandomStream } from '../random/random-stream.js';
import { checkGradient } from './gradient-check.js';

describe('gradient check', () => {
  const density = (slope: (x: number) => number) => ({
    dimension: 2,
    evaluate(position: Float64Array, gradient: Float64Array) {
      gradient[0] = Math.cos(position[0]!);
      gradient[1] = slope(position[1]!);
      return Math.sin(position[0]!) - Math.exp(position[1]!);
    },
  });

  it('passes a right gradient', () => {
    const check = checkGradient(
      density((x) => -Math.exp(x)),
      new RandomStream(1),
    );
    expect(check.worst).toBeLessThan(1e-9);
    expect(check.points).toBe(20);
  });

  it.each([
    ['a little wrong', (x: number) => -Math.exp(x) * (1 + 1e-5), 1e-7],
    ['NaN', () => Number.NaN, Number.MAX_VALUE],
  ])('names the coordinate of one that is %s', (_title, slope, atLeast) => {
    expect(checkGradient(density(slope), new RandomStream(1))).toMatchObject({ coordinate: 1 });
    expect(checkGradient(density(slope), new RandomStream(1)).worst).toBeGreaterThan(atLeast);
  });

  it('says when no point was finite', () => {
    const nowhere = { dimension: 1, evaluate: () => Number.NaN };
    expect(checkGradient(nowhere, new RandomStream(1)).points).toBe(0);
  });
});
