import { OutcomeDraws } from './outcome-draws.js';
import { randomCurves } from './random-curves.js';
import { type RecommendationRequest, recommend } from './recommendation.js';
import { grid, meanOutcome, seeded, sum } from './testing.js';
import { viewOf } from './views.js';

const curves = randomCurves({ channels: 3, draws: 200, spread: 1, slopes: [1.2, 2.5] }, seeded(11));
const today = [90, 30, 60];
const request: RecommendationRequest = {
  ...{ curves, today, goal: { kind: 'budget' }, isMoney: true },
  observed: [[50, 95], [10, 35], null],
  views: [viewOf('attribution', curves, today, [120, 10, 30])],
  tests: { noise: 10, windows: 4, isMoney: true },
};

describe('a recommendation', () => {
  const found = recommend(request);

  it('says what the plan brings, draw by draw', () => {
    const outcomes = new OutcomeDraws(curves);
    const plan = found.channels.map(({ proposed }) => proposed);
    const [now, then] = [outcomes.total(today), outcomes.total(plan)];
    const better = then.filter((value, draw) => value > (now[draw] ?? 0)).length / 200;
    expect(found.probabilityBetter).toBe(better);
    expect(found.outcome.lift.mean).toBeCloseTo(meanOutcome(curves, plan) - meanOutcome(curves, today), 9);
    expect(found.outcome.lift.low).toBeLessThan(found.outcome.lift.mean);
    expect(found.total.proposed).toBeCloseTo(found.total.today, 9);
    expect(sum(found.channels.map(({ lift }) => lift.mean))).toBeCloseTo(found.outcome.lift.mean, 9);
    const [worst] = [
      Array.from(then)
        .sort((a, b) => a - b)
        .slice(0, 10),
    ];
    expect(found.tail.proposed).toBeCloseTo(sum(worst ?? []) / 10, 9);
  });

  it('regrets what the best plan of each draw would have brought', () => {
    const plans = Array.from(grid(3, 180, 45));
    const outcomes = plans.map((plan) => new OutcomeDraws(curves).total(plan));
    const plan = new OutcomeDraws(curves).total(found.channels.map(({ proposed }) => proposed));
    const regrets = plan.map(
      (value, draw) => Math.max(value, ...outcomes.map((outcome) => outcome[draw] ?? 0)) - value,
    );
    const regret = sum(regrets) / 200;
    expect(found.expectedRegret).toBeGreaterThanOrEqual(regret * 0.995);
    expect(found.expectedRegret).toBeLessThanOrEqual(regret * 1.03);
    expect(found.expectedRegretToday).toBeGreaterThan(found.expectedRegret);
    // The plan of the best mean regrets exactly what knowing the truth would bring.
    expect(found.information.perfect / found.expectedRegret).toBeCloseTo(1, 1);
    for (const { value } of found.information.tests)
      expect(value).toBeLessThanOrEqual(found.information.perfect + 1e-9);
  });

  it('says which bounds bind', () => {
    const limits = [{ highest: 1.05, lowest: 0.95 }, { locked: true }, {}];
    const groups = [{ name: 'both', channels: ['channel 1', 'channel 3'], max: 140 }];
    const bound = recommend({ ...request, limits, groups, goal: { kind: 'budget', total: 165 } });
    expect(bound.channels[1]?.binding).toBe('fixed');
    for (const { binding, proposed } of bound.channels.slice(0, 1))
      expect(binding).toBe(proposed > 94 ? 'most' : proposed < 86 ? 'least' : null);
    expect(bound.groups).toEqual([
      {
        name: 'both',
        channels: ['channel 1', 'channel 3'],
        today: 150,
        proposed: expect.closeTo(135, 9),
        binding: null,
      },
    ]);
    const [group] = recommend({ ...request, groups, goal: { kind: 'budget', total: 190 } }).groups;
    expect(group?.binding).toBe((group?.proposed ?? 0) > 139.99 ? 'most' : null);
  });

  it('warns where the plan leaves what was seen', () => {
    const codes = found.warnings.map(({ code, channel }) => [code, channel]);
    for (const [index, { channel, proposed }] of found.channels.entries()) {
      const seen = request.observed[index];
      expect(codes.some(([code, of]) => code === 'above-observed' && of === channel)).toBe(
        seen != null && proposed > seen[1],
      );
      expect(codes.some(([code, of]) => code === 'below-observed' && of === channel)).toBe(
        seen != null && proposed < seen[0],
      );
      expect(codes.some(([code, of]) => code === 'observed-unknown' && of === channel)).toBe(seen === null);
    }
    expect(codes.length).toBeGreaterThan(1);
  });

  it('holds the plan against other views', () => {
    expect(found.compromise?.views.map(({ view }) => view)).toEqual(['model', 'attribution']);
    expect(found.compromise?.views[0]?.regretOfPlan).toBeLessThan(1e-3);
    expect(found.compromise?.worstRegret).toBeLessThanOrEqual(found.compromise?.views[1]?.regretOfPlan ?? 0);
  });

  it('does not hold units of an outcome against money', () => {
    const units = recommend({ ...request, isMoney: false, tests: undefined });
    expect(units.channels.map((one) => one.probabilityMarginalAbove1)).toEqual([null, null, null]);
    expect(units.information.tests).toEqual([]);
    expect(units.warnings.map(({ code }) => code)).not.toContain('marginal-loss');
  });

  it('says that a measure without a bound is a local optimum, and that today is not among the plans of another total', () => {
    const local = recommend({
      ...request,
      measure: { kind: 'quantile', share: 0.1 },
      goal: { kind: 'budget', total: 150 },
    });
    const codes = local.warnings.map(({ code }) => code);
    expect(codes).toContain('local-optimum');
    expect(codes).toContain('today-not-allowed');
    expect(local.expectedRegretToday).toBeNull();
  });
});
