import { optimise } from './optimise.js';
import { randomCurves } from './random-curves.js';
import { saturationCurves } from './saturation-curves.js';
import { one, seeded } from './testing.js';

describe('goals', () => {
  it.each([
    ['concave', [1, 1], 1.2],
    ['S-shaped', [1.3, 3], 0.8],
  ] as const)('%s: return, marginal return and outcome', (_title, slopes, target) => {
    const curves = randomCurves({ channels: 3, draws: 4, slopes }, seeded(4));
    const problem = { curves, today: [100, 100, 100], defaultHighest: 3 };
    const roi = optimise({ ...problem, goal: { kind: 'roi', target } });
    expect(roi.objective / roi.total).toBeGreaterThanOrEqual(target * (1 - 1e-9));
    for (const more of [1.01, 1.1, 1.5]) {
      const { objective } = optimise({ ...problem, goal: { kind: 'budget', total: roi.total * more } });
      expect(objective / (roi.total * more)).toBeLessThan(target);
    }
    const marginal = optimise({ ...problem, goal: { kind: 'marginal-roi', target: 0.4 } });
    const profit = marginal.objective - 0.4 * marginal.total;
    for (const factor of [0.8, 0.95, 1.05, 1.3]) {
      const { objective, total } = optimise({ ...problem, goal: { kind: 'budget', total: marginal.total * factor } });
      expect(objective - 0.4 * total).toBeLessThanOrEqual(profit + 1e-6 * profit);
    }
    const outcome = optimise({ ...problem, goal: { kind: 'outcome', target: 150 } });
    expect(outcome.objective).toBeGreaterThanOrEqual(150 * (1 - 1e-9));
    const less = optimise({ ...problem, goal: { kind: 'budget', total: outcome.total * 0.999 } });
    expect(less.certificate.upperBound).toBeLessThan(150 * (1 + 1e-5));
  });

  it('a marginal return in closed form: b = sqrt(scale × k / target) − k', () => {
    const curves = saturationCurves([one('hill', 100, 50), one('hill', 10, 50, 1, 'b')], 1);
    const { budgets, certificate } = optimise({
      curves,
      today: [500, 500],
      goal: { kind: 'marginal-roi', target: 0.5 },
    });
    expect(budgets[0]).toBeCloseTo(Math.sqrt((100 * 50) / 0.5) - 50, 7);
    expect(budgets[1]).toBe(0);
    expect(certificate.kind).toBe('kkt');
  });
});
