import { examplePlanSummary } from '../../examples/plan-summary.js';
import type { PlanSummary } from '../plan-summary.js';
import { languages } from './language.js';
import { planReport } from './plan-report.js';
import { brokenRules } from './testing/document-rules.js';
import { type Element, elementsNamed, elementsOf, readMarkup, textOf } from './testing/markup.js';

const plan = examplePlanSummary();
const read = (summary: PlanSummary): Element => readMarkup(planReport(summary, 'en'));
const plain = (element: Element): string => textOf(element).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const part = (summary: PlanSummary, id: string): string => {
  const found = elementsOf(read(summary)).find(({ attributes }) => attributes.get('id') === id);
  if (found === undefined) throw new Error(`there is no #${id}`);
  return plain(found);
};
const withCertificate = (certificate: Partial<PlanSummary['certificate']>): PlanSummary => ({
  ...plan,
  certificate: { ...plan.certificate, ...certificate },
});
const zero = { mean: 0, low: 0, high: 0 };

const bare: PlanSummary = {
  ...plan,
  currency: null,
  outcome: { name: 'orders', unit: 'orders', hasValue: false },
  channels: plan.channels.map((channel) => ({
    ...channel,
    current: 0,
    seen: null,
    binding: null,
    probabilityMarginalAbove1: null,
  })),
  groups: [],
  totals: { current: 0, proposed: plan.totals.proposed },
  certificate: { kind: 'local', gap: null, marginalSpread: 1, price: null },
  information: null,
  compromise: null,
  warnings: [],
  policy: null,
  approval: { state: 'not-needed' },
};

const broken: PlanSummary = {
  ...plan,
  totals: { current: Number.NaN, proposed: Number.NaN },
  value: { ...plan.value, lift: { mean: Number.NaN, low: Number.NaN, high: Number.NaN } },
  channels: plan.channels.map((channel) => ({ ...channel, proposed: Number.NaN })),
};

const spread: PlanSummary = {
  ...plan,
  split: {
    by: 'week',
    lines: ['2026-11-30', '2026-12-07'].map((week, at) => ({
      channel: 'TV',
      week,
      current: 900,
      proposed: 800 + 200 * at,
    })),
    lift: { mean: 120, low: 20, high: 260 },
    probabilityBetter: 0.97,
    certificate: { kind: 'gap', gap: 3.1e-5 },
  },
};

describe.each(languages)('report of a plan in %s', (language) => {
  it.each([
    ['a plan', plan],
    ['a plan with next to nothing', bare],
    ['a plan that is spread over weeks', spread],
    ['a plan with figures that are not finite', broken],
  ] as const)('is a whole, quiet and accessible document: %s', (_, summary) => {
    expect(brokenRules(planReport(summary, language))).toEqual([]);
  });

  it('is the same bytes for the same plan', () => {
    expect(planReport(examplePlanSummary(), language)).toBe(planReport(examplePlanSummary(), language));
  });

  it('shows names from data as they are', () => {
    const hostile = '<img src=x onerror=alert(1)>{lift}&lt;';
    const named: PlanSummary = {
      ...plan,
      name: hostile,
      command: hostile,
      outcome: { ...plan.outcome, name: hostile, unit: hostile },
      channels: plan.channels.map((channel) => ({ ...channel, channel: hostile })),
      groups: plan.groups.map((group) => ({ ...group, name: hostile })),
      approval: { state: 'approved', by: hostile, at: hostile },
      policy: plan.policy && { ...plan.policy, name: hostile },
    };
    const markup = planReport(named, language);
    expect(elementsNamed(readMarkup(markup), 'img')).toEqual([]);
    expect(textOf(readMarkup(markup)).split(hostile).length).toBeGreaterThan(15);
    expect(brokenRules(markup).filter((rule) => !rule.startsWith('no text shows'))).toEqual([]);
  });
});

describe('report of a plan', () => {
  it('begins with the lift, its interval and the probability of being better', () => {
    const lift = { mean: 231_000, low: 42_000, high: 415_000 };
    const answer = part({ ...plan, value: { ...plan.value, lift }, probabilityBetter: 0.97 }, 'answer');
    expect(answer).toContain('The plan would bring €230,000 more than today’s budget.');
    expect(answer).toContain('between €40,000 and €420,000');
    expect(answer).toContain('with a probability of 97%');
    expect(answer).not.toContain('Zero lies inside');
  });

  it.each([
    [{ mean: 10_000, low: -30_000, high: 60_000 }, 'Zero lies inside this range'],
    [{ mean: -52_000, low: -90_000, high: -10_000 }, 'The plan would bring €50,000 less'],
    [zero, 'there is nothing to gain by moving money'],
  ])('says of a lift of %j: %s', (lift, sentence) => {
    expect(part({ ...plan, value: { ...plan.value, lift } }, 'answer')).toContain(sentence);
  });

  it.each([
    [1, '> 99%'],
    [0.0004, '< 1%'],
    [0.874, '87%'],
  ])('never calls a probability of %d certain', (probabilityBetter, said) => {
    expect(part({ ...plan, probabilityBetter }, 'answer')).toContain(`with a probability of ${said}.`);
  });

  it('lists what each channel has, gets and changes by', () => {
    const rows = elementsNamed(read(plan), 'table')[0];
    const said = elementsNamed(rows ?? read(plan), 'tr').map((row) =>
      row.children.map((cell) => (typeof cell === 'string' ? cell : plain(cell))),
    );
    const display = said.find(([name]) => name === 'Display');
    expect(display?.slice(1, 5)).toEqual(['€438,000', '€307,000', '−€131,000', '−30%']);
    expect(said.at(-1)?.[0]).toBe('All channels');
    expect(said.at(-1)?.[4]).toBe('0%');
  });

  it('calls a channel new where today it has nothing', () => {
    expect(part(bare, 'budgets')).toContain('new');
  });

  it('warns where a budget leaves what the data has seen, and only there', () => {
    const budgets = part(plan, 'budgets');
    expect(budgets).toContain('Beyond experience');
    expect(budgets).toContain('Online-Video: €666,000 lies outside what the data has seen (€205,000 to €625,000).');
    expect(budgets).not.toContain('TV: €1.53m lies outside');
    expect(part(bare, 'budgets')).not.toContain('Beyond experience');
  });

  it('names the limits that bind, and the price of money', () => {
    const budgets = part(plan, 'budgets');
    expect(budgets).toContain('Without the minimum, these would get less: Display.');
    expect(budgets).toContain('Fixed from the outset: TV.');
    expect(budgets).toContain('The next €1,000 of total budget would bring');
    expect(part(bare, 'budgets')).toContain('No limit holds the plan back');
  });

  it.each([
    [{ kind: 'kkt', gap: 0, marginalSpread: 3e-9 } as const, 'largest difference < 0.0001%'],
    [{ kind: 'gap', gap: 0.00012 } as const, 'by more than 0.012%: that is proven'],
    [{ kind: 'gap', gap: null } as const, 'No upper bound is known'],
    [{ kind: 'local', gap: 0.02 } as const, 'is not proven; it is at most 2% away.'],
    [{ kind: 'local', gap: null } as const, 'is not proven.'],
  ])('says what the certificate %j proves', (certificate, sentence) => {
    expect(part(withCertificate(certificate), 'proof')).toContain(sentence);
  });

  it.each([
    [-107_000, 'it loses €107,000 on average'],
    [12_000, 'it gains €12,000 on average'],
  ])('says the bad end of %d in words', (cvar, sentence) => {
    expect(part({ ...plan, risk: { ...plan.risk, cvar } }, 'risk')).toContain(sentence);
  });

  it('says what is given away if another source is right, and further warnings', () => {
    const risk = part(plan, 'risk');
    expect(risk).toContain('attribution€140,000€48,000');
    expect(risk).toContain('below €47,500');
    expect(risk).toContain('the last unit of money brings back 0.52');
    expect(part(bare, 'risk')).not.toContain('If another source were right');
  });

  it('lists tests that are worth something, the best first', () => {
    const test = part(plan, 'test');
    expect(test).toContain('Out of Homeswitched off in 25% of the market€24,500€6,200€18,300');
    expect(test).toContain('Paid Social+50% in 10% of the market');
    expect(test.indexOf('Out of Home')).toBeLessThan(test.indexOf('Paid Search'));
    expect(test).not.toContain('Display');
    expect(part({ ...plan, information: { perfect: 0, tests: [] } }, 'test')).toContain(
      'No test would change this plan.',
    );
    expect(part(bare, 'test')).toContain('was not computed');
  });

  it.each([
    ['allowed', 'The plan keeps to the policy default (version 3).'],
    ['approval', 'a person must approve the plan:'],
    ['refused', 'cannot be applied:'],
  ] as const)('says that the policy finds it %s', (verdict, sentence) => {
    const policy = plan.policy && { ...plan.policy, verdict: { ...plan.policy.verdict, verdict } };
    expect(part({ ...plan, policy }, 'policy')).toContain(sentence);
  });

  it('says who approved it and when', () => {
    const approval = { state: 'approved', by: 'user:cmo', at: '2026-11-27T08:00:00.000Z' } as const;
    expect(part({ ...plan, approval }, 'policy')).toContain('Approved by user:cmo on 27 November 2026');
  });

  it.each([
    [{ kind: 'cvar', share: 0.1 } as const, 'the worst 10% of cases'],
    [{ kind: 'quantile', share: 0.05 } as const, 'with a probability of 95%'],
    [{ kind: 'mean-deviation', aversion: 0.5 } as const, 'less 0.5 standard deviations'],
    [{ kind: 'probability' } as const, 'the probability of beating today’s budget'],
  ])('says the measure %j in words', (measure, sentence) => {
    expect(part({ ...plan, measure }, 'answer')).toContain(sentence);
  });

  it.each([
    [{ kind: 'roi', target: 1.5 } as const, 'at least 1.50 for each unit of money'],
    [{ kind: 'marginal-roi', target: 1 } as const, 'the next unit of money brings back at least 1.00'],
    [{ kind: 'outcome', target: 5_000_000 } as const, 'reach €5.00m with as little money'],
  ])('says the goal %j in words', (goal, sentence) => {
    expect(part({ ...plan, goal }, 'answer')).toContain(sentence);
  });
});

describe('money spread over weeks or regions', () => {
  it('is told with what it brings and what is proven of it', () => {
    const text = part(spread, 'split');
    expect(text).toContain('the difference is €120');
    expect(text).toContain('Proven: another way to spread the same money brings at most 0.0031% more');
    expect(text).toContain('TV7 December 2026€900€1,000');
    expect(part(spread, 'limits')).toContain('In each week media cost what they cost today');
  });

  it('is not called proven where it is not, and not there where nobody asked', () => {
    const { split } = spread;
    const open: PlanSummary = {
      ...spread,
      ...(split && { split: { ...split, certificate: { kind: 'local', gap: null } } }),
    };
    expect(part(open, 'split')).not.toContain('Proven');
    expect(planReport(plan, 'en')).not.toContain('id="split"');
  });
});
