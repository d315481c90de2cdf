import { feasibleSet, withTotal } from './feasible-set.js';
import { optimise } from './optimise.js';
import { randomCurves } from './random-curves.js';
import { grid, meanOutcome, seeded } from './testing.js';
import { leastRegret, viewOf } from './views.js';

describe('minimax regret over views', () => {
  it.each([
    ['concave', [1, 1], 1e-5],
    ['S-shaped', [1.3, 3], 0.05],
  ] as const)('%s: no plan of a grid has a smaller worst regret', (_title, slopes, slack) => {
    for (let seed = 1; seed <= 4; seed++) {
      const curves = randomCurves({ channels: 3, draws: 4, slopes }, seeded(seed));
      const today = [60, 60, 60];
      const problem = { curves, today, goal: { kind: 'budget' } } as const;
      const set = withTotal(feasibleSet(problem), 180, 180);
      const views = [
        { name: 'model', curves },
        viewOf('attribution', curves, today, [90, 20, null]),
        viewOf('experiments', curves, today, [null, 70, 5]),
      ];
      const plan = Float64Array.from(optimise(problem).budgets);
      const found = leastRegret(views, set, plan);
      const bests = views.map((view) => optimise({ ...problem, curves: view.curves }).objective);
      const worst = (budgets: readonly number[]) =>
        Math.max(...views.map((view, index) => (bests[index] ?? 0) - meanOutcome(view.curves, budgets)));
      const best = Math.min(...Array.from(grid(3, 180, 60), worst));
      expect(found?.worstRegret).toBeCloseTo(worst(found?.budgets ?? []), 3);
      expect(found?.worstRegret).toBeLessThanOrEqual(best * (1 + slack) + 1e-9);
      expect(found?.leastPossible).toBeLessThanOrEqual(best + 1e-9);
      for (const { regretOfPlan } of found?.views ?? []) expect(regretOfPlan).toBeGreaterThanOrEqual(0);
      expect(Math.max(...(found?.views ?? []).map((view) => view.regretOfCompromise))).toBeCloseTo(
        found?.worstRegret ?? 0,
        9,
      );
    }
  });

  it('has no regret where there is one view', () => {
    const curves = randomCurves({ channels: 3, draws: 2 }, seeded(1));
    const set = withTotal(feasibleSet({ curves, today: [60, 60, 60], goal: { kind: 'budget' } }), 180, 180);
    const found = leastRegret([{ name: 'model', curves }], set, Float64Array.of(60, 60, 60));
    expect(found?.worstRegret).toBeLessThan(1e-3);
  });

  it('brings a curve to what another source says of today', () => {
    const curves = randomCurves({ channels: 2, draws: 9 }, seeded(1));
    const { curves: said } = viewOf('attribution', curves, [60, 30], [44, null]);
    expect(meanOutcome(said, [60, 0])).toBeCloseTo(44, 9);
    expect(meanOutcome(said, [0, 30])).toBeCloseTo(meanOutcome(curves, [0, 30]), 12);
  });

  it('refuses views of other channels', () => {
    const curves = randomCurves({ channels: 2, draws: 2 }, seeded(1));
    const other = { ...curves, channels: ['a', 'b'] };
    const set = feasibleSet({ curves, today: [60, 60], goal: { kind: 'budget' } });
    const views = [
      { name: 'model', curves },
      { name: 'other', curves: other },
    ];
    expect(() => leastRegret(views, set, Float64Array.of(60, 60))).toThrow(
      expect.objectContaining({ code: 'MMM_BUDGET_INVALID', field: 'views' }),
    );
  });
});
