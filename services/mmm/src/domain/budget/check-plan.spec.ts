import fc from 'fast-check';
import { checkPlan, type PlanCheck } from './check-plan.js';
import type { BudgetPlan } from './plan.js';
import type { BudgetPolicy } from './policy.js';
import { boundsOf } from './policy-bounds.js';

const policy: BudgetPolicy = {
  currency: 'EUR',
  weekly: { min: 500, max: 2_000 },
  channels: [
    { channel: 'tv', maxWeekly: 900, maxStep: 0.1 },
    { channel: 'print', frozen: true },
  ],
  groups: [{ name: 'digital', channels: ['search', 'social'], minWeekly: 300 }],
  maxStep: 0.2,
  maxTotalStep: 0.05,
  minDaysBetweenPlans: 14,
  minProbabilityBetter: 0.6,
  maxModelAgeDays: 60,
  approval: { when: 'above-step', step: 0.15 },
};
/** Two weeks, so that money per week is half the amount. */
const plan = (amounts: Record<string, number>, from = '2026-11-16', more: Partial<BudgetPlan> = {}): BudgetPlan => ({
  from,
  to: new Date(Date.parse(from) + 13 * 86_400_000).toISOString().slice(0, 10),
  currency: 'EUR',
  lines: Object.entries(amounts).map(([channel, amount]) => ({ channel, amount })),
  ...more,
});
const current = plan({ tv: 1_600, print: 200, search: 500, social: 400 }, '2026-11-02');
const evidence = { probabilityBetter: 0.8, dataUntil: '2026-11-01', extrapolated: [] };
const check = (more: Partial<PlanCheck>): PlanCheck => ({
  current,
  proposed: plan({ tv: 1_600, print: 200, search: 550, social: 350 }),
  evidence,
  today: '2026-11-10',
  ...more,
});
const rulesOf = (found: ReturnType<typeof checkPlan>) =>
  found.findings.map(
    ({ rule, subject, severity }) => `${severity} ${rule}${subject === undefined ? '' : ` ${subject}`}`,
  );

describe('a plan held against the policy', () => {
  it.each<[title: string, change: Partial<PlanCheck>, verdict: string, findings: string[]]>([
    ['small steps', {}, 'allowed', []],
    [
      'a step that a person must see',
      { proposed: plan({ tv: 1_600, print: 200, search: 590, social: 400 }) },
      'approval',
      ['approval step search'],
    ],
    [
      'a step beyond the limit of all',
      { proposed: plan({ tv: 1_600, print: 200, search: 400, social: 500 }) },
      'refused',
      ['approval step search', 'violation channel-step social', 'approval step social'],
    ],
    [
      'a step beyond the limit of the channel',
      { proposed: plan({ tv: 1_400, print: 200, search: 570, social: 460 }) },
      'refused',
      ['violation channel-step tv'],
    ],
    [
      'a frozen channel',
      { proposed: plan({ tv: 1_600, print: 210, search: 500, social: 400 }) },
      'refused',
      ['violation frozen print'],
    ],
    [
      'too much for a channel',
      { current: plan({ tv: 1_800, search: 600 }, '2026-11-02'), proposed: plan({ tv: 1_802, search: 600 }) },
      'refused',
      ['violation channel-maximum tv'],
    ],
    [
      'too little in a group',
      { current: plan({ tv: 1_600, search: 610 }, '2026-11-02'), proposed: plan({ tv: 1_600, search: 590 }) },
      'refused',
      ['violation group-minimum digital'],
    ],
    [
      'all together too much, too soon',
      { proposed: plan({ tv: 1_700, print: 200, search: 560, social: 440 }, '2026-11-09') },
      'refused',
      ['violation too-soon', 'violation total-step'],
    ],
    [
      'a channel that nothing was spent on',
      { proposed: plan({ tv: 1_600, print: 200, search: 500, social: 390, radio: 10 }) },
      'refused',
      ['violation channel-step radio', 'approval step radio'],
    ],
    [
      'another currency',
      { proposed: { ...current, from: '2026-11-16', to: '2026-11-29', currency: 'USD' } },
      'refused',
      ['violation currency USD'],
    ],
    ['the first plan', { current: null }, 'approval', ['approval first-plan']],
    ['a plan by hand', { evidence: null }, 'approval', ['approval no-model']],
    [
      'no better than today',
      { evidence: { ...evidence, probabilityBetter: 0.5 } },
      'refused',
      ['violation probability'],
    ],
    [
      'a probability that is no number',
      { evidence: { ...evidence, probabilityBetter: Number.NaN } },
      'refused',
      ['violation probability'],
    ],
    ['an old model', { today: '2027-01-10' }, 'refused', ['violation model-age']],
    [
      'beyond what was seen',
      { evidence: { ...evidence, extrapolated: ['search'] } },
      'approval',
      ['approval extrapolation search'],
    ],
  ])('%s', (_title, change, verdict, findings) => {
    const found = checkPlan(policy, check(change));
    expect(rulesOf(found)).toEqual(findings);
    expect(found.verdict).toBe(verdict);
  });

  it('says what is wrong in English and German', () => {
    const proposed = plan({ tv: 1_600, print: 200, search: 400, social: 500 });
    expect(checkPlan(policy, check({ proposed })).findings[1]?.text).toEqual({
      en: 'social changes by 25%; one plan may change it by 20%',
      de: 'social ändert sich um 25\u00a0%; ein Plan darf es um 20\u00a0% ändern',
    });
  });

  it('refuses a negative amount and one that is no number', () => {
    const proposed = plan({ tv: -1, print: Number.NaN });
    expect(rulesOf(checkPlan(policy, check({ proposed })))).toEqual(
      expect.arrayContaining(['violation amount tv', 'violation amount print']),
    );
  });

  it('lets a person allow a step from outside a limit towards it, and no step away', () => {
    const outside = plan({ tv: 2_400, search: 600 }, '2026-11-02');
    const rules = (tv: number) =>
      rulesOf(checkPlan(policy, check({ current: outside, proposed: plan({ tv, search: 600 }) })));
    expect(rules(2_300)).toEqual(['approval channel-maximum tv']);
    expect(rules(2_410)).toEqual(['violation channel-maximum tv']);
  });

  it('adds up the lines of a channel over geos and weeks', () => {
    const lines = current.lines.flatMap(({ channel, amount }) => [
      { channel, geo: 'north', amount: amount / 4 },
      { channel, geo: 'south', amount: (amount * 3) / 4 },
    ]);
    expect(
      checkPlan(policy, check({ proposed: { ...current, from: '2026-11-16', to: '2026-11-29', lines } })).verdict,
    ).toBe('allowed');
  });
});

describe('bounds of a policy', () => {
  it('are limits and steps of the window', () => {
    const { limits, groups } = boundsOf(policy, current, ['tv', 'print', 'search', 'social'], 14);
    expect(limits[0]).toEqual({ min: expect.closeTo(1_440, 9), max: expect.closeTo(1_760, 9) });
    expect(limits[1]).toEqual({ min: 200, max: 200 });
    expect(groups[0]).toMatchObject({ min: expect.closeTo(2_565, 9), max: expect.closeTo(2_835, 9) });
    expect(groups[1]).toEqual({ name: 'digital', channels: ['search', 'social'], min: 600 });
  });

  it('let a channel that stands outside its limits move towards them by one step', () => {
    const { limits } = boundsOf({ ...policy, channels: [{ channel: 'tv', maxWeekly: 100 }] }, current, ['tv'], 14);
    expect(limits[0]).toEqual({ min: 1_280, max: 1_280 });
  });

  it('admit only plans whose steps are allowed', () => {
    const channels = ['tv', 'print', 'search', 'social'];
    const { limits } = boundsOf(policy, current, channels, 14);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), (shares) => {
        const amounts = limits.map(({ min = 0, max = 0 }, index) => min + (max - min) * (shares[index] ?? 0));
        const proposed = plan(Object.fromEntries(channels.map((channel, index) => [channel, amounts[index] ?? 0])));
        const rules = checkPlan(policy, check({ proposed })).findings.map(({ rule }) => rule);
        expect(rules.filter((rule) => rule === 'channel-step' || rule === 'frozen')).toEqual([]);
      }),
    );
  });
});
