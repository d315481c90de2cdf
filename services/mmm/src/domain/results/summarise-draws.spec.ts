import { normal, uniforms } from '../../testing/fake-fitted-model.js';
import type { DrawTable } from './posterior-file.js';
import { summariseDraws } from './summarise-draws.js';

const uniform = uniforms(9);
const draws = 500;
const chains = 4;
const table = (offset: number): DrawTable => ({
  names: ['a', 'fixed'],
  chains,
  draws,
  values: Float64Array.from({ length: 2 * chains * draws }, (_, at) =>
    at < chains * draws ? 10 + 2 * normal(uniform) + (at < draws ? offset : 0) : 7,
  ),
});

describe('the summary of draws', () => {
  it('of independent draws has their moments, and as many effective draws', () => {
    const [a] = summariseDraws(table(0));
    expect(a?.name).toBe('a');
    expect(Math.abs((a?.mean ?? 0) - 10)).toBeLessThan(4 * (2 / Math.sqrt(chains * draws)));
    expect(Math.abs((a?.sd ?? 0) / 2 - 1)).toBeLessThan(0.07);
    expect(Math.abs((a?.q95 ?? 0) - (10 + 2 * 1.645))).toBeLessThan(0.3);
    expect(a?.rhat).toBeLessThan(1.01);
    expect(a?.essBulk).toBeGreaterThan(1_500);
    expect(a?.mcse).toBeCloseTo((a?.sd ?? 0) / Math.sqrt(2_000), 2);
  });

  it('notices a chain that stands elsewhere', () => {
    const [a] = summariseDraws(table(6));
    expect(a?.rhat).toBeGreaterThan(1.2);
    expect(a?.essBulk).toBeLessThan(50);
  });

  it('has no diagnostics of a scalar that does not vary', () => {
    expect(summariseDraws(table(0))[1]).toMatchObject({ name: 'fixed', mean: 7, sd: 0, rhat: Number.NaN });
  });
});
