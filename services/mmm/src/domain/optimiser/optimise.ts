import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { type BestPlan, bestOfMeasure, type MeasureProblem } from './best-of-measure.js';
import { type Certificate, certificateOf } from './certificate.js';
import {
  assertFeasible,
  type FeasibleSet,
  feasibleSet,
  isAllowed,
  linearConstraints,
  withTotal,
} from './feasible-set.js';
import { type TotalRange, totalForOutcome, totalForReturn } from './goals.js';
import { solveLinear } from './linear-programme.js';
import { assertMeasure, measured } from './measures.js';
import { OutcomeDraws } from './outcome-draws.js';
import type { BudgetProblem } from './problem.js';

/** The best budget, and why it is. */
export interface Optimum {
  /** Money per channel, in the order of the curves. */
  readonly budgets: readonly number[];
  readonly total: number;
  /** The measure of the budget and of today's. */
  readonly objective: number;
  readonly objectiveToday: number;
  /** Whether today's plan keeps to the bounds and the goal; then the result is not below it. */
  readonly isTodayAllowed: boolean;
  readonly certificate: Certificate;
}

/**
 * Shares out a budget. The result keeps to all bounds, spends what the goal says, is not below today's plan where that is allowed,
 * and carries a {@link Certificate}.
 * @throws `MMM_BUDGET_INVALID` for a problem that means nothing, `MMM_BUDGET_INFEASIBLE` when bounds contradict each other,
 * `MMM_GOAL_UNREACHABLE` when no allowed budget reaches the goal
 */
export function optimise(problem: BudgetProblem): Optimum {
  const { curves, goal, measure = { kind: 'mean' }, effort = {} } = problem;
  assertMeasure(measure);
  assertGoal(problem);
  const set = feasibleSet(problem);
  const today = Float64Array.from(problem.today);
  const measuring: MeasureProblem = { curves, today, measure, effort };
  const spentToday = today.reduce((sum, budget) => sum + budget, 0);
  const { allowed, total, best } = solve(problem, measuring, set, spentToday);

  const certificate = certificateOf(best.proof, curves.channels, allowed, best.budgets, total);
  const outcomes = new OutcomeDraws(curves);
  const outcomeToday = outcomes.total(today);
  return {
    budgets: Array.from(best.budgets),
    total: best.budgets.reduce((sum, budget) => sum + budget, 0),
    objective: measured(measure, outcomes.total(best.budgets), outcomeToday),
    objectiveToday: measured(measure, outcomeToday, outcomeToday),
    isTodayAllowed: isAllowed(allowed, today) && (goal.kind === 'budget' || goal.kind === 'marginal-roi'),
    certificate,
  };
}

interface Solved {
  readonly allowed: FeasibleSet;
  /** What the goal asks to spend; null where it leaves that open. */
  readonly total: number | null;
  readonly best: BestPlan;
}

function solve(problem: BudgetProblem, measuring: MeasureProblem, set: FeasibleSet, spentToday: number): Solved {
  const { goal, curves } = problem;
  const startsOf = (total: number) => [measuring.today, scaled(measuring.today, set, total)];
  if (goal.kind === 'marginal-roi') {
    const best = bestOfMeasure({ ...measuring, price: goal.target }, set, [measuring.today]);
    return { allowed: set, total: null, best };
  }
  const known = new Map<number, Solved>();
  const at = (total: number): Solved => {
    const allowed = withTotal(set, total, total);
    const solved = known.get(total) ?? { allowed, total, best: bestOfMeasure(measuring, allowed, startsOf(total)) };
    known.set(total, solved);
    return solved;
  };
  if (goal.kind === 'budget') return at(goal.total ?? spentToday);
  const range = totalsOf(set);
  const bestOf = (total: number) => {
    const { allowed, best } = at(total);
    const { value, upperBound } = best.proof;
    const { price } = certificateOf(best.proof, curves.channels, allowed, best.budgets, total);
    return { value, upperBound: upperBound ?? Number.POSITIVE_INFINITY, price };
  };
  const isConcave =
    measuring.measure.kind === 'mean' && curves.concave.every(Boolean) && set.onset.every((onset) => onset === 0);
  return goal.kind === 'roi'
    ? at(totalForReturn(bestOf, range, goal.target, isConcave))
    : at(totalForOutcome(bestOf, range, goal.target));
}

function totalsOf(set: FeasibleSet): TotalRange {
  assertFeasible(set);
  const scale = Math.max(...set.high, Number.MIN_VALUE);
  const extreme = (sign: number) => {
    const solution = solveLinear({ objective: set.low.map(() => sign), ...linearConstraints(set, scale) });
    return solution.isFeasible ? sign * solution.value * scale : Number.NaN;
  };
  return { least: extreme(-1), most: extreme(1) };
}

/** Today's plan brought to a total by one factor, as far as the bounds of each channel allow (bisection on the factor). */
function scaled(today: Float64Array, set: FeasibleSet, total: number): Float64Array {
  const even = today.every((budget) => budget === 0) ? today.map(() => 1) : today;
  const at = (factor: number) =>
    even.map((budget, channel) => Math.min(Math.max(budget * factor, set.low[channel] ?? 0), set.high[channel] ?? 0));
  const sumOf = (plan: Float64Array) => plan.reduce((sum, budget) => sum + budget, 0);
  let [low, high] = [0, 1];
  while (sumOf(at(high)) < total && high < 1e12) high *= 2;
  for (let halving = 0; halving < 80; halving++) {
    const middle = (low + high) / 2;
    if (sumOf(at(middle)) < total) low = middle;
    else high = middle;
  }
  return at(high);
}

function assertGoal({ goal, curves, today, measure = { kind: 'mean' } }: BudgetProblem): void {
  const target = goal.kind === 'budget' ? (goal.total ?? today.reduce((sum, budget) => sum + budget, 0)) : goal.target;
  const measures = { budget: null, roi: ['mean', 'cvar'], outcome: ['mean', 'cvar'], 'marginal-roi': ['mean'] }[
    goal.kind
  ];
  const problem =
    curves.channels.length === 0
      ? 'there are no channels'
      : !(Number.isFinite(target) && target > 0)
        ? `the ${goal.kind} of ${target} is not above 0`
        : measures !== null && !measures.includes(measure.kind)
          ? `the goal ${goal.kind} is measured by ${measures.join(' or ')}, not by ${measure.kind}`
          : null;
  if (problem !== null) throw new StellwerkError(errors.BUDGET_INVALID, { problem }, { field: 'goal' });
}
