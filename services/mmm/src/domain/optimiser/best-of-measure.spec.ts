import { valueAtRisk } from './measures.js';
import { optimise } from './optimise.js';
import { OutcomeDraws } from './outcome-draws.js';
import { randomCurves } from './random-curves.js';
import { grid, seeded, sum } from './testing.js';

describe('measures of risk', () => {
  it('finds the best tail of concave curves to its gap', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const curves = randomCurves({ channels: 3, draws: 60, spread: 1.4 }, seeded(seed));
      const problem = { curves, today: [60, 60, 60], goal: { kind: 'budget' } } as const;
      const { objective, certificate } = optimise({ ...problem, measure: { kind: 'cvar', share: 0.15 } });
      const tail = (plan: ArrayLike<number>) => valueAtRisk(new OutcomeDraws(curves).total(plan), 0.15);
      const best = Math.max(...Array.from(grid(3, 180, 60), tail));
      expect(objective).toBeGreaterThanOrEqual(best * (1 - 1e-12));
      expect(certificate.gap).toBeLessThanOrEqual(2e-6);
      expect(objective).toBeGreaterThanOrEqual(tail(optimise(problem).budgets));
    }
  });

  it('finds the best tail of S-shaped curves, and states a bound that holds', () => {
    const curves = randomCurves({ channels: 3, draws: 30, spread: 1, slopes: [1.3, 3] }, seeded(8));
    const { objective, certificate } = optimise({
      curves,
      today: [60, 60, 60],
      goal: { kind: 'budget' },
      measure: { kind: 'cvar', share: 0.2 },
    });
    const tail = (plan: ArrayLike<number>) => valueAtRisk(new OutcomeDraws(curves).total(plan), 0.2);
    const best = Math.max(...Array.from(grid(3, 180, 60), tail));
    expect(objective).toBeGreaterThanOrEqual(best * (1 - 2e-3));
    expect(certificate.upperBound).toBeGreaterThanOrEqual(best);
  });

  it('is the mean at a share of 1', () => {
    const curves = randomCurves({ channels: 4, draws: 20 }, seeded(9));
    const problem = { curves, today: [60, 60, 60, 60], goal: { kind: 'budget' } } as const;
    const whole = optimise({ ...problem, measure: { kind: 'cvar', share: 1 } });
    expect(whole.objective).toBeCloseTo(optimise(problem).objective, 5);
  });

  it.each([
    { kind: 'mean-deviation', aversion: 1 },
    { kind: 'quantile', share: 0.1 },
    { kind: 'probability' },
  ] as const)('%j: not below today, not below the plan of the mean', (measure) => {
    const curves = randomCurves({ channels: 3, draws: 80, spread: 1.2 }, seeded(3));
    const problem = { curves, today: [90, 40, 50], goal: { kind: 'budget' } } as const;
    const { objective, objectiveToday, certificate, budgets } = optimise({ ...problem, measure });
    expect(objective).toBeGreaterThanOrEqual(objectiveToday);
    expect(certificate.kind).toBe('local');
    expect(sum(budgets)).toBeCloseTo(180, 8);
    const ofMean = optimise(problem).budgets;
    const locked = ofMean.map((budget) => ({ min: budget, max: budget }));
    const there = optimise({ ...problem, limits: locked, goal: { kind: 'budget', total: sum(ofMean) }, measure });
    expect(objective).toBeGreaterThanOrEqual(there.objective - 1e-9 * Math.abs(there.objective));
  });
});
