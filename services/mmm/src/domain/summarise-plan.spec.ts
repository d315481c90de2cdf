import { examplePlanSummary } from '../examples/plan-summary.js';
import { randomCurves } from './optimiser/random-curves.js';
import { type RecommendationRequest, recommend } from './optimiser/recommendation.js';
import { seeded } from './optimiser/testing.js';
import { viewOf } from './optimiser/views.js';
import { planReport } from './report/plan-report.js';
import { brokenRules } from './report/testing/document-rules.js';
import { summarisePlan } from './summarise-plan.js';

const curves = randomCurves({ channels: 4, draws: 60, spread: 1, slopes: [0.8, 1] }, seeded(3));
const today = [90, 30, 60, 20];
const [a = '', b = '', c = '', d = ''] = curves.channels;
const request: RecommendationRequest = {
  ...{ curves, today, goal: { kind: 'budget' }, isMoney: true },
  limits: [
    { lowest: 0.8, highest: 1.2 },
    { lowest: 0.8, highest: 1.2 },
    { lowest: 0.8, highest: 1.2 },
    { locked: true },
  ],
  groups: [{ name: 'first two', channels: [a, b], max: 118 }],
  observed: [[50, 95], [10, 35], null, null],
  views: [viewOf('attribution', curves, today, [120, 10, 30, 10])],
  tests: { noise: 10, windows: 4, isMoney: true },
};
const found = recommend(request);
const plan = summarisePlan(request, found, examplePlanSummary());
const channel = (name: string) => plan.channels.find((one) => one.channel === name);

describe('the summary of a plan', () => {
  it('has the figures of the recommendation', () => {
    expect(plan.channels.map(({ proposed }) => proposed)).toEqual(found.channels.map(({ proposed }) => proposed));
    expect(plan.value.lift).toEqual(found.outcome.lift);
    expect(plan.totals).toEqual({ current: 200, proposed: found.total.proposed });
    expect(plan.certificate.kind).toBe(found.certificate.kind);
  });

  it('has values and marginal returns at both budgets', () => {
    for (const { channel: name, current, proposed, value, marginal } of plan.channels) {
      const lift = found.channels.find((one) => one.channel === name)?.lift.mean;
      expect(value.proposed.mean - value.current.mean).toBeCloseTo(lift ?? Number.NaN, 9);
      // The curves are concave: the next unit of more money brings less.
      if (proposed > current) expect(marginal.proposed.mean).toBeLessThan(marginal.current.mean);
    }
  });

  it('keeps the bounds that bind, and what the data has seen', () => {
    expect(channel(d)?.binding).toBe('fixed');
    expect(channel(a)?.seen).toEqual({ least: 50, most: 95 });
    expect(channel(c)?.seen).toBeNull();
    expect(plan.groups[0]?.proposed).toBeCloseTo((channel(a)?.proposed ?? 0) + (channel(b)?.proposed ?? 0), 9);
  });

  it('has the worst lifts below the mean, and one test of each channel, the best first', () => {
    expect(plan.risk.cvar).toBeLessThan(plan.value.lift.mean);
    const tests = plan.information?.tests ?? [];
    expect(tests.length).toBeGreaterThan(0);
    expect(new Set(tests.map((test) => test.channel)).size).toBe(tests.length);
    const net = tests.map((test) => test.net ?? Number.NaN);
    expect(net).toEqual([...net].sort((x, y) => y - x));
    for (const test of found.information.tests) {
      const kept = tests.find((one) => one.channel === test.channel);
      expect(kept?.net).toBeGreaterThanOrEqual(test.net ?? Number.NaN);
    }
  });

  it('has no tests where none were asked for', () => {
    const { tests: _tests, ...without } = request;
    expect(summarisePlan(without, found, examplePlanSummary()).information).toBeNull();
  });

  it('does not say that a minimum holds up a channel that gets nothing', () => {
    const channels = found.channels.map((one) => ({ ...one, proposed: 0, binding: 'least' as const }));
    const empty = summarisePlan(request, { ...found, channels }, examplePlanSummary());
    expect(empty.channels.map(({ binding }) => binding)).toEqual(channels.map(() => 'nothing'));
    expect(planReport(empty, 'en')).toContain('Better without money here');
  });

  it.each(['de', 'en'] as const)('makes a whole report in %s', (language) => {
    expect(brokenRules(planReport(plan, language))).toEqual([]);
  });
});
