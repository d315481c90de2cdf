import { optimise } from './optimise.js';
import type { BudgetProblem } from './problem.js';
import { randomCurves } from './random-curves.js';
import { saturationCurves } from './saturation-curves.js';
import { grid, meanOutcome, one, seeded, sum } from './testing.js';

describe('concave curves', () => {
  it('meets the closed form of Hill slope 1: b = sqrt(scale × k / price) − k', () => {
    const [scales, halves] = [
      [100, 200, 150],
      [50, 80, 30],
    ];
    const curves = saturationCurves(
      scales.map((scale, index) => one('hill', scale, halves[index] ?? 0, 1, `channel ${index}`)),
      1,
    );
    const { budgets, certificate } = optimise({ curves, today: [100, 100, 100], goal: { kind: 'budget' } });
    // Σ (sqrt(scale k) / sqrt(price) − k) = total.
    const roots = sum(scales.map((scale, index) => Math.sqrt(scale * (halves[index] ?? 0))));
    const price = (roots / (300 + sum(halves))) ** 2;
    for (const [index, scale] of scales.entries()) {
      const half = halves[index] ?? 0;
      expect(budgets[index]).toBeCloseTo(Math.sqrt((scale * half) / price) - half, 8);
    }
    expect(certificate.kind).toBe('kkt');
    expect(certificate.price).toBeCloseTo(price, 12);
  });

  it('meets the closed form of a root of exponent 1/2: money in the proportion of squared scales', () => {
    const curves = saturationCurves([one('root', 3, 0.5, 1, 'a'), one('root', 4, 0.5, 1, 'b')], 1);
    const { budgets } = optimise({ curves, today: [50, 50], goal: { kind: 'budget' } });
    expect(budgets[0]).toBeCloseTo((100 * 9) / 25, 8);
    expect(budgets[1]).toBeCloseTo((100 * 16) / 25, 8);
  });

  it.each([
    ['hill', 'hill', [1, 1]],
    ['hill below 1', 'hill', [0.5, 0.9]],
    ['logistic', 'logistic', undefined],
    ['michaelis-menten', 'michaelis-menten', undefined],
    ['tanh', 'tanh', undefined],
    ['root', 'root', undefined],
  ] as const)('%s: spends all, equal marginal returns, no gap', (_title, form, slopes) => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = seeded(seed);
      const curves = randomCurves({ channels: 5, draws: 40, periods: 6, form, ...(slopes && { slopes }) }, random);
      expect(curves.concave.every(Boolean)).toBe(true);
      const today = curves.channels.map(() => 20 + 150 * random());
      const { budgets, objective, objectiveToday, certificate } = optimise({ curves, today, goal: { kind: 'budget' } });
      expect(Math.abs(sum(budgets) - sum(today))).toBeLessThanOrEqual(1e-9 * sum(today));
      expect(certificate.marginalSpread).toBeLessThanOrEqual(1e-6);
      expect(certificate.gap).toBeLessThanOrEqual(1e-6);
      expect(certificate.kind).toBe('kkt');
      expect(objective).toBeGreaterThanOrEqual(objectiveToday);
    }
  });
});

describe('S-shaped curves', () => {
  it.each(Array.from({ length: 12 }, (_, index) => [index + 1]))('beats every plan of a grid, seed %d', (seed) => {
    const random = seeded(seed);
    const curves = randomCurves({ channels: 3, draws: 1 + (seed % 3) * 7, slopes: [1.2, 4] }, random);
    const today = curves.channels.map(() => 10 + 120 * random());
    const { objective, certificate } = optimise({ curves, today, goal: { kind: 'budget' } });
    const best = Math.max(...Array.from(grid(3, sum(today), 60), (plan) => meanOutcome(curves, plan)));
    expect(objective).toBeGreaterThanOrEqual(best * (1 - 1e-12));
    expect(certificate.gap).toBeLessThanOrEqual(1e-4);
    expect(certificate.upperBound).toBeGreaterThanOrEqual(best);
  });

  it('certifies curves of which nothing is known but that they do not fall', () => {
    const { slopeBounds: _unknown, ...curves } = randomCurves({ channels: 3, draws: 1, slopes: [1.5, 3] }, seeded(5));
    const problem: BudgetProblem = { curves, today: [60, 60, 60], goal: { kind: 'budget' }, effort: { gap: 1e-4 } };
    const { objective, certificate } = optimise(problem);
    const best = Math.max(...Array.from(grid(3, 180, 60), (plan) => meanOutcome(curves, plan)));
    expect(objective).toBeGreaterThanOrEqual(best * (1 - 1e-12));
    expect(certificate.gap).toBeLessThanOrEqual(1e-4);
    expect(certificate.upperBound).toBeGreaterThanOrEqual(best);
  });

  it('states the gap that a search cut short has', () => {
    const curves = randomCurves({ channels: 6, draws: 1, slopes: [2, 4] }, seeded(3));
    const today = curves.channels.map(() => 30);
    const short = optimise({ curves, today, goal: { kind: 'budget' }, effort: { boxes: 1 } });
    const long = optimise({ curves, today, goal: { kind: 'budget' } });
    expect(short.certificate.upperBound).toBeGreaterThanOrEqual(long.objective);
    expect(short.objective).toBeLessThanOrEqual(long.certificate.upperBound ?? 0);
    expect(short.objective).toBeGreaterThanOrEqual(short.objectiveToday);
  });
});

describe('bounds, groups and minimum amounts', () => {
  const groups = [
    { name: 'first', channels: ['channel 1', 'channel 2'], max: 90 },
    { name: 'across', channels: ['channel 2', 'channel 3'], min: 100 },
  ];
  it.each([
    ['concave', [1, 1]],
    ['S-shaped', [1.3, 3]],
  ] as const)('overlapping groups, %s: as good as the grid, and inside', (_title, slopes) => {
    for (let seed = 1; seed <= 4; seed++) {
      const curves = randomCurves({ channels: 3, draws: 3, slopes }, seeded(seed));
      const { budgets, objective, certificate } = optimise({
        curves,
        today: [70, 70, 70],
        groups,
        goal: { kind: 'budget' },
      });
      const [first = 0, second = 0, third = 0] = budgets;
      expect(first + second).toBeLessThanOrEqual(90 * (1 + 1e-9));
      expect(second + third).toBeGreaterThanOrEqual(100 * (1 - 1e-9));
      const allowed = Array.from(grid(3, 210, 70)).filter(([a = 0, b = 0, c = 0]) => a + b <= 90 && b + c >= 100);
      const best = Math.max(...allowed.map((plan) => meanOutcome(curves, plan)));
      expect(objective).toBeGreaterThanOrEqual(best * (1 - 1e-12));
      expect(certificate.gap).toBeLessThanOrEqual(1e-4);
    }
  });

  it('either nothing or the minimum: as good as the grid', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const curves = randomCurves({ channels: 3, draws: 1, slopes: seed % 2 === 0 ? [1, 1] : [1.3, 3] }, seeded(seed));
      const limits = curves.channels.map(() => ({ minimumIfOn: 60 }));
      const { budgets, objective, certificate } = optimise({
        curves,
        today: [50, 50, 50],
        limits,
        goal: { kind: 'budget' },
      });
      for (const budget of budgets) expect(budget === 0 || budget >= 60 * (1 - 1e-9)).toBe(true);
      const allowed = Array.from(grid(3, 150, 75)).filter((plan) =>
        plan.every((budget) => budget === 0 || budget >= 60),
      );
      expect(objective).toBeGreaterThanOrEqual(
        Math.max(...allowed.map((plan) => meanOutcome(curves, plan))) * (1 - 1e-12),
      );
      expect(certificate.gap).toBeLessThanOrEqual(1e-4);
    }
  });

  it('keeps a locked channel, shares of today and absolute bounds', () => {
    const curves = randomCurves({ channels: 4, draws: 5 }, seeded(2));
    const limits = [{ locked: true }, { lowest: 0.7, highest: 1.3 }, { max: 42 }, {}];
    const { budgets } = optimise({ curves, today: [40, 50, 40, 60], limits, goal: { kind: 'budget' } });
    expect(budgets[0]).toBe(40);
    expect(budgets[1]).toBeGreaterThanOrEqual(35);
    expect(budgets[1]).toBeLessThanOrEqual(65);
    expect(budgets[2]).toBeLessThanOrEqual(42);
    expect(sum(budgets)).toBeCloseTo(190, 9);
  });

  it.each<[title: string, problem: Partial<BudgetProblem>, code: string, field: string]>([
    ['maxima below the total', { limits: [{ max: 10 }, { max: 10 }] }, 'MMM_BUDGET_INFEASIBLE', 'the total'],
    ['minima above the total', { limits: [{ min: 60 }, { min: 60 }] }, 'MMM_BUDGET_INFEASIBLE', 'the total'],
    ['a minimum above a maximum', { limits: [{ min: 6, max: 5 }, {}] }, 'MMM_BUDGET_INFEASIBLE', 'channel 1'],
    [
      'a minimum if on above the maximum',
      { limits: [{ minimumIfOn: 6, max: 5 }, {}] },
      'MMM_BUDGET_INFEASIBLE',
      'channel 1',
    ],
    [
      'a group that needs more than there is',
      { groups: [{ name: 'g', channels: ['channel 1'], min: 500 }] },
      'MMM_BUDGET_INFEASIBLE',
      'group g',
    ],
    ['a group of nobody', { groups: [{ name: 'g', channels: ['radio'] }] }, 'MMM_BUDGET_INVALID', 'g'],
    ['a negative budget today', { today: [-1, 5] }, 'MMM_BUDGET_INFEASIBLE', 'channel 1'],
    ['a budget that is no number', { today: [Number.NaN, 5] }, 'MMM_BUDGET_INVALID', 'goal'],
    ['too few budgets', { today: [100] }, 'MMM_BUDGET_INVALID', 'today'],
    ['too few limits', { limits: [{}] }, 'MMM_BUDGET_INVALID', 'limits'],
    ['no money', { today: [0, 0] }, 'MMM_BUDGET_INVALID', 'goal'],
    ['a share of nothing', { measure: { kind: 'cvar', share: 0 } }, 'MMM_BUDGET_INVALID', 'measure'],
    [
      'a goal without its measure',
      { goal: { kind: 'roi', target: 1 }, measure: { kind: 'probability' } },
      'MMM_BUDGET_INVALID',
      'goal',
    ],
    ['an outcome out of reach', { goal: { kind: 'outcome', target: 1e6 } }, 'MMM_GOAL_UNREACHABLE', 'goal'],
    ['a return out of reach', { goal: { kind: 'roi', target: 1e3 } }, 'MMM_GOAL_UNREACHABLE', 'goal'],
  ])('names %s', (_title, problem, code, field) => {
    const curves = randomCurves({ channels: 2, draws: 2 }, seeded(1));
    expect(() => optimise({ curves, today: [50, 50], goal: { kind: 'budget' }, ...problem })).toThrow(
      expect.objectContaining({ code, field }),
    );
  });

  it('names minimum amounts that no choice of channels adds up to', () => {
    const curves = randomCurves({ channels: 2, draws: 2 }, seeded(1));
    const limits = [
      { minimumIfOn: 70, max: 80 },
      { minimumIfOn: 70, max: 80 },
    ];
    expect(() => optimise({ curves, today: [50, 50], limits, goal: { kind: 'budget' } })).toThrow(
      expect.objectContaining({ code: 'MMM_BUDGET_INFEASIBLE' }),
    );
  });
});
