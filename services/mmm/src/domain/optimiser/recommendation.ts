import type { Interval } from '../run-summary.js';
import type { Certificate } from './certificate.js';
import { DrawGrid } from './draw-grid.js';
import { type FeasibleSet, feasibleSet, SUM_SLACK, withTotal } from './feasible-set.js';
import { mean, probabilityAbove, quantile, valueAtRisk } from './measures.js';
import { type Optimum, optimise } from './optimise.js';
import { OutcomeDraws } from './outcome-draws.js';
import type { BudgetProblem } from './problem.js';
import { thinned } from './thinned-curves.js';
import { type TestMarket, type TestValue, valueOfPerfectInformation, worthwhileTests } from './value-of-information.js';
import { type Compromise, leastRegret, type View } from './views.js';
import { type Warning, warningsOf } from './warnings.js';

/** Share of the draws whose mean is stated as the risk of a plan. */
const TAIL = 0.05;
const INFORMATION_DRAWS = 1_000;

/** What a recommendation is asked about. */
export interface RecommendationRequest extends BudgetProblem {
  /** Least and greatest money per channel in any window of the data as long as this one; null: not known. */
  readonly observed: readonly (readonly [least: number, greatest: number] | null)[];
  /** Further sources beside the curves of the problem, for the regret over views. */
  readonly views?: readonly View[] | undefined;
  /** Absent: tests are not valued. */
  readonly tests?: TestMarket | undefined;
  /** Whether outcome and money have one unit: only then can a marginal return be held against 1. */
  readonly isMoney: boolean;
}

export interface ChannelRecommendation {
  readonly channel: string;
  readonly today: number;
  readonly proposed: number;
  /** Value that the channel adds over the window. */
  readonly value: { readonly today: Interval; readonly proposed: Interval };
  /** Value of the next unit of money. */
  readonly marginal: { readonly today: Interval; readonly proposed: Interval };
  /** Probability that the next unit of money brings back more than itself; null where the outcome is not money. */
  readonly probabilityMarginalAbove1: number | null;
  /** Value that the channel adds at the proposed budget less at today's. */
  readonly lift: Interval;
  /** The bound that keeps the channel from getting what its curve alone would give it. */
  readonly binding: Binding | 'fixed' | null;
}

/** Which end of its bounds a budget sits on. */
export type Binding = 'least' | 'most';

export interface GroupRecommendation {
  readonly name: string;
  readonly channels: readonly string[];
  readonly today: number;
  readonly proposed: number;
  readonly binding: Binding | null;
}

/** A budget with everything that a decision about it needs. Intervals are equal-tailed 90 %. */
export interface Recommendation {
  readonly total: { readonly today: number; readonly proposed: number };
  readonly channels: readonly ChannelRecommendation[];
  readonly groups: readonly GroupRecommendation[];
  readonly outcome: { readonly today: Interval; readonly proposed: Interval; readonly lift: Interval };
  /** Probability that the proposed plan adds more than today's. */
  readonly probabilityBetter: number;
  /** Value lost on average against the plan that would be best if each draw were the truth; of the total of the proposed plan. */
  readonly expectedRegret: number;
  /** The same for today's plan, where it is allowed. */
  readonly expectedRegretToday: number | null;
  /** Mean of the worst `share` of the draws: of the outcomes, and of the difference to today's plan. */
  readonly tail: { readonly share: number; readonly today: number; readonly proposed: number; readonly lift: number };
  readonly certificate: Certificate;
  readonly information: {
    /** Expected gain by knowing all curves: what tests can be worth at most, per window. */
    readonly perfect: number;
    /** Tests of every channel and size, the best first. */
    readonly tests: readonly (Omit<TestValue, 'channel'> & { readonly channel: string })[];
  };
  readonly compromise: Compromise | null;
  readonly warnings: readonly Warning[];
}

/** Optimises, and says how sure the result is, what it risks, and what would be worth finding out. */
export function recommend(request: RecommendationRequest): Recommendation {
  const { curves, views = [], observed, isMoney } = request;
  const today = Float64Array.from(request.today);
  const optimum = optimise(request);
  const plan = Float64Array.from(optimum.budgets);
  const allowed = allowedAt(request, optimum);
  const outcomes = new OutcomeDraws(curves);
  const [now, then] = [outcomes.total(today), outcomes.total(plan)];
  const grid = new DrawGrid(curves, allowed, [plan, today]);
  const bests = Float64Array.from(now, (_value, draw) => grid.bestOfDraw(draw));
  const lift = then.map((value, draw) => value - (now[draw] ?? 0));
  const channels = curves.channels.map((_channel, index) => channelOf(request, allowed, outcomes, plan, index));
  return {
    total: { today: today.reduce((sum, one) => sum + one, 0), proposed: optimum.total },
    channels,
    groups: groupsOf(request, plan),
    outcome: {
      today: intervalOf(now),
      proposed: intervalOf(then),
      lift: intervalOf(lift),
    },
    probabilityBetter: probabilityAbove(then, now),
    expectedRegret: mean(bests.map((best, draw) => Math.max(0, best - (then[draw] ?? 0)))),
    expectedRegretToday: optimum.isTodayAllowed
      ? mean(bests.map((best, draw) => Math.max(0, best - (now[draw] ?? 0))))
      : null,
    tail: {
      share: TAIL,
      today: valueAtRisk(now, TAIL),
      proposed: valueAtRisk(then, TAIL),
      lift: valueAtRisk(lift, TAIL),
    },
    certificate: optimum.certificate,
    information: informationOf(request, allowed, [plan, today]),
    compromise:
      views.length === 0 ? null : leastRegret([{ name: 'model', curves }, ...views], allowed, plan, request.effort),
    warnings: warningsOf({ channels, observed, optimum, isMoney }),
  };
}

/** Tests are valued on part of the draws: their worth needs no more digits. */
function informationOf(
  { curves, today, tests }: RecommendationRequest,
  allowed: FeasibleSet,
  plans: readonly Float64Array[],
): Recommendation['information'] {
  const sample = thinned(curves, INFORMATION_DRAWS);
  const grid = new DrawGrid(sample, allowed, plans);
  const testable = today.flatMap((budget, channel) => (budget > 0 ? [channel] : []));
  const valued = tests === undefined ? [] : worthwhileTests(grid, new OutcomeDraws(sample), today, testable, tests);
  return {
    perfect: valueOfPerfectInformation(grid),
    tests: valued.map((test) => ({ ...test, channel: curves.channels[test.channel] ?? '' })),
  };
}

function channelOf(
  { curves, today, isMoney }: RecommendationRequest,
  allowed: FeasibleSet,
  outcomes: OutcomeDraws,
  plan: Float64Array,
  index: number,
): ChannelRecommendation {
  const [spent, budget] = [today[index] ?? 0, plan[index] ?? 0];
  const [before, after] = [outcomes.channel(index, spent), outcomes.channel(index, budget)];
  const [low, high, onset] = [allowed.low[index] ?? 0, allowed.high[index] ?? 0, allowed.onset[index] ?? 0];
  return {
    ...{ channel: curves.channels[index] ?? '', today: spent, proposed: budget },
    value: { today: intervalOf(before.value), proposed: intervalOf(after.value) },
    marginal: { today: intervalOf(before.slope), proposed: intervalOf(after.slope) },
    probabilityMarginalAbove1: isMoney ? share(after.slope, (slope) => slope > 1) : null,
    lift: intervalOf(after.value.map((value, draw) => value - (before.value[draw] ?? 0))),
    binding: low === high ? 'fixed' : bindingOf(budget, onset > 0 && budget > 0 ? onset : low, high),
  };
}

function groupsOf({ curves, groups = [], today }: RecommendationRequest, plan: Float64Array): GroupRecommendation[] {
  return groups.map(({ name, channels, min = 0, max = Number.POSITIVE_INFINITY }) => {
    const members = curves.channels.flatMap((channel, index) => (channels.includes(channel) ? [index] : []));
    const sumOf = (budgets: ArrayLike<number>) => members.reduce((sum, index) => sum + (budgets[index] ?? 0), 0);
    return { name, channels, today: sumOf(today), proposed: sumOf(plan), binding: bindingOf(sumOf(plan), min, max) };
  });
}

/** Nothing at a least of nothing is a choice as well as a bound, and is told as the bound. */
function bindingOf(amount: number, least: number, most: number): Binding | null {
  const isAt = (bound: number) => Math.abs(amount - bound) <= SUM_SLACK * Math.max(bound, 1);
  return isAt(most) ? 'most' : isAt(least) ? 'least' : null;
}

/** The plans that regret is measured against: those of the same total. */
function allowedAt(request: RecommendationRequest, { total }: Optimum): FeasibleSet {
  return withTotal(feasibleSet(request), total, total);
}

function intervalOf(values: Float64Array): Interval {
  return { mean: mean(values), low: quantile(values, 0.05), high: quantile(values, 0.95) };
}

const share = (values: Float64Array, holds: (value: number) => boolean) =>
  values.reduce((count, value) => count + (holds(value) ? 1 : 0), 0) / values.length;
