import type { Interval } from '../run-summary.js';
import type { Certificate } from './certificate.js';
import { DrawGrid } from './draw-grid.js';
import { type FeasibleSet, feasibleSet, withTotal } from './feasible-set.js';
import { mean, probabilityAbove, quantile, valueAtRisk } from './measures.js';
import { type Optimum, optimise } from './optimise.js';
import { OutcomeDraws } from './outcome-draws.js';
import type { BudgetProblem } from './problem.js';
import { type TestMarket, type TestValue, valueOfPerfectInformation, worthwhileTests } from './value-of-information.js';
import { type Compromise, leastRegret, type View } from './views.js';
import { type Warning, warningsOf } from './warnings.js';

/** Share of the draws whose mean is stated as the risk of a plan. */
const TAIL = 0.05;

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
  /** Value of the next unit of money at the proposed budget. */
  readonly marginal: Interval;
  /** Probability that the next unit of money brings back more than itself; null where the outcome is not money. */
  readonly probabilityMarginalAbove1: number | null;
  /** Value that the channel adds at the proposed budget less at today's. */
  readonly lift: Interval;
}

/** A budget with everything that a decision about it needs. Intervals are equal-tailed 90 %. */
export interface Recommendation {
  readonly total: { readonly today: number; readonly proposed: number };
  readonly channels: readonly ChannelRecommendation[];
  readonly outcome: { readonly today: Interval; readonly proposed: Interval; readonly lift: Interval };
  /** Probability that the proposed plan adds more than today's. */
  readonly probabilityBetter: number;
  /** Value lost on average against the plan that would be best if each draw were the truth; of the total of the proposed plan. */
  readonly expectedRegret: number;
  /** The same for today's plan, where it is allowed. */
  readonly expectedRegretToday: number | null;
  /** Mean of the worst `share` of the draws. */
  readonly tail: { readonly share: number; readonly today: number; readonly proposed: number };
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
  const { curves, views = [], tests, observed, isMoney } = request;
  const today = Float64Array.from(request.today);
  const optimum = optimise(request);
  const plan = Float64Array.from(optimum.budgets);
  const allowed = allowedAt(request, optimum);
  const outcomes = new OutcomeDraws(curves);
  const [now, then] = [outcomes.total(today), outcomes.total(plan)];
  const grid = new DrawGrid(curves, allowed, [plan, today]);
  const bests = Float64Array.from(now, (_value, draw) => grid.bestOfDraw(draw));
  const testable = request.today.flatMap((budget, channel) => (budget > 0 ? [channel] : []));
  const channels = curves.channels.map((channel, index): ChannelRecommendation => {
    const proposed = outcomes.channel(index, plan[index] ?? 0);
    const before = outcomes.channel(index, today[index] ?? 0).value;
    return {
      ...{ channel, today: today[index] ?? 0, proposed: plan[index] ?? 0, marginal: intervalOf(proposed.slope) },
      probabilityMarginalAbove1: isMoney ? share(proposed.slope, (slope) => slope > 1) : null,
      lift: intervalOf(proposed.value.map((value, draw) => value - (before[draw] ?? 0))),
    };
  });
  return {
    total: { today: today.reduce((sum, one) => sum + one, 0), proposed: optimum.total },
    channels,
    outcome: {
      today: intervalOf(now),
      proposed: intervalOf(then),
      lift: intervalOf(then.map((value, draw) => value - (now[draw] ?? 0))),
    },
    probabilityBetter: probabilityAbove(then, now),
    expectedRegret: mean(bests.map((best, draw) => Math.max(0, best - (then[draw] ?? 0)))),
    expectedRegretToday: optimum.isTodayAllowed
      ? mean(bests.map((best, draw) => Math.max(0, best - (now[draw] ?? 0))))
      : null,
    tail: { share: TAIL, today: valueAtRisk(now, TAIL), proposed: valueAtRisk(then, TAIL) },
    certificate: optimum.certificate,
    information: {
      perfect: valueOfPerfectInformation(grid),
      tests: (tests === undefined ? [] : worthwhileTests(grid, outcomes, today, testable, tests)).map((test) => ({
        ...test,
        channel: curves.channels[test.channel] ?? '',
      })),
    },
    compromise:
      views.length === 0 ? null : leastRegret([{ name: 'model', curves }, ...views], allowed, plan, request.effort),
    warnings: warningsOf({ channels, observed, optimum, isMoney }),
  };
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
