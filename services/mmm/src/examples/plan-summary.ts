import type { PlannedChannel, PlanSummary } from '../domain/plan-summary.js';
import type { Interval } from '../domain/run-summary.js';
import { type ChannelPlan, examplePlans, logNormal } from './example-channels.js';

const weeksOfData = 156;
const weeksOfPlan = 13;

/** The curve x / (x + half) of an example's channel over the window. */
const curveOf = ({ spend, roi, saturation, spread }: ChannelPlan) => {
  const today = (spend * weeksOfPlan) / weeksOfData;
  const half = (today * (1 - saturation)) / saturation;
  const ceiling = (roi * today) / saturation;
  return {
    today,
    half,
    ceiling,
    value: (budget: number) => logNormal((ceiling * budget) / (budget + half), spread),
    marginal: (budget: number) => logNormal((ceiling * half) / (budget + half) ** 2, spread * 1.1),
  };
};

/** Bounds as shares of today's budget: ±30 %, and TV has been booked already. */
const boundsOf = ({ channel }: ChannelPlan): readonly [number, number] => (channel === 'TV' ? [1, 1] : [0.7, 1.3]);

/** Budgets whose means have equal marginal returns `price` between their bounds; x / (x + half) has its slope at a root. */
const budgetsAt = (plans: readonly ChannelPlan[], price: number): readonly number[] =>
  plans.map((plan) => {
    const { today, half, ceiling } = curveOf(plan);
    const [least, most] = boundsOf(plan);
    return Math.min(today * most, Math.max(today * least, Math.sqrt((ceiling * half) / price) - half));
  });

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The price of money at which the budgets add up to the total. */
const priceOf = (plans: readonly ChannelPlan[], total: number): number => {
  let [low, high] = [1e-6, 10];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (add(budgetsAt(plans, middle)) > total) low = middle;
    else high = middle;
  }
  return high;
};

const bindingOf = (plan: ChannelPlan, share: number): PlannedChannel['binding'] => {
  const [least, most] = boundsOf(plan);
  if (least === most) return 'fixed';
  if (share <= least * (1 + 1e-9)) return 'least';
  return share >= most * (1 - 1e-9) ? 'most' : null;
};

/** A quarter's budget moved from display and search to video, social and outdoor, waiting for approval. */
export const examplePlanSummary = (): PlanSummary => {
  const paid = examplePlans.filter(({ kind }) => kind !== 'organic');
  const price = priceOf(paid, add(paid.map((plan) => curveOf(plan).today)));
  const budgets = budgetsAt(paid, price);
  const channels = paid.map((plan, i): PlannedChannel => {
    const { today, value, marginal } = curveOf(plan);
    const proposed = budgets[i] ?? today;
    return {
      channel: plan.channel,
      current: today,
      proposed,
      value: { current: value(today), proposed: value(proposed) },
      marginal: { current: marginal(today), proposed: marginal(proposed) },
      probabilityMarginalAbove1: Math.min(0.96, Math.max(0.004, marginal(proposed).mean / 1.6)),
      seen: { least: today * 0.4, most: today * (plan.channel === 'Online-Video' ? 1.22 : 1.5) },
      binding: bindingOf(plan, proposed / today),
    };
  });
  const sum = (pick: (channel: PlannedChannel) => number): number =>
    channels.reduce((total, channel) => total + pick(channel), 0);
  const around = (mean: number, width: number): Interval => ({
    mean,
    low: mean * (1 - width),
    high: mean * (1 + width),
  });
  const [current, proposed] = [sum(({ value }) => value.current.mean), sum(({ value }) => value.proposed.mean)];
  return {
    format: 'stellwerk.mmm.plan.v1',
    planId: 'plan-5d0c7a9e41b2',
    name: 'Budget for the first quarter of 2027',
    at: '2026-11-26T09:00:00.000Z',
    command: 'stellwerk mmm optimise run/ --from 2027-01-04 --to 2027-04-04 --out plan/',
    runId: 'mmm-2f6c1d0e9b7a',
    dataHash: '9f2b64c1f0f5a8c7f3f1f6d1f1b04b5a3b1c8e5d7a90c2e4f6a8b0c1d2e3f405',
    seed: 20_261_126,
    versions: { stellwerk: '0.1.0', node: '24.9.0', model: '1' },
    from: '2027-01-04',
    to: '2027-04-04',
    currency: 'EUR',
    outcome: { name: 'revenue', unit: 'EUR', hasValue: true },
    goal: { kind: 'budget' },
    measure: { kind: 'mean' },
    channels,
    groups: [
      {
        name: 'Always-on',
        channels: ['Paid Search', 'Paid Social'],
        proposed: sum(({ channel, proposed: money }) => (channel.startsWith('Paid') ? money : 0)),
        binding: 'least',
      },
    ],
    totals: { current: sum((channel) => channel.current), proposed: sum((channel) => channel.proposed) },
    value: {
      current: around(current, 0.17),
      proposed: around(proposed, 0.18),
      lift: { mean: proposed - current, low: (proposed - current) * -0.35, high: (proposed - current) * 2.5 },
    },
    probabilityBetter: 0.87,
    risk: { share: 0.05, cvar: (proposed - current) * -0.6, expectedRegret: 61_000 },
    certificate: { kind: 'kkt', gap: 0, marginalSpread: 3.1e-9, price },
    information: {
      perfect: 61_000,
      tests: [
        { channel: 'Out of Home', factor: 0, share: 0.25, value: 24_500, cost: 6_200, net: 18_300 },
        { channel: 'Paid Search', factor: 0.5, share: 0.25, value: 17_200, cost: -3_100, net: 20_300 },
        { channel: 'Paid Social', factor: 1.5, share: 0.1, value: 9_100, cost: 4_000, net: 5_100 },
        { channel: 'Display', factor: 0, share: 0.1, value: 0, cost: -9_000, net: 9_000 },
      ],
    },
    compromise: {
      budgets: [...budgets],
      worstRegret: 48_000,
      leastPossible: 47_500,
      views: [
        { view: 'model', best: proposed, regretOfPlan: 0, regretOfCompromise: 22_000 },
        { view: 'experiments', best: proposed, regretOfPlan: 31_000, regretOfCompromise: 12_500 },
        { view: 'attribution', best: proposed, regretOfPlan: 140_000, regretOfCompromise: 48_000 },
      ],
    },
    warnings: [
      {
        code: 'marginal-loss',
        text: {
          en: 'the last unit of money brings back 0.52: less money would be more profitable',
          de: 'die letzte Geldeinheit bringt 0,52 zurück: Weniger Geld wäre einträglicher',
        },
      },
    ],
    policy: {
      name: 'default',
      version: 3,
      verdict: {
        verdict: 'approval',
        findings: [
          {
            rule: 'extrapolation',
            severity: 'approval',
            subject: 'Online-Video',
            value: 0,
            limit: 0,
            text: {
              en: 'Online-Video leaves the range of spend that the model has seen, so a person must approve',
              de: 'Online-Video verlässt den Bereich der Ausgaben, den das Modell kennt; ein Mensch muss zustimmen',
            },
          },
        ],
      },
    },
    approval: { state: 'pending' },
  };
};
