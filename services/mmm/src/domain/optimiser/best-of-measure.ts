import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { ResponseCurves } from '../response-curves.js';
import { maximise } from './branch-and-bound.js';
import type { Proof } from './certificate.js';
import { CurveTable } from './curve-table.js';
import { exchange } from './exchange.js';
import { assertFeasible, type FeasibleSet, isAllowed } from './feasible-set.js';
import { measured } from './measures.js';
import { OutcomeDraws } from './outcome-draws.js';
import type { Effort, Measure } from './problem.js';
import { lessPrice, meanCurves } from './scalar-curve.js';
import { tabulated } from './tabulated-curves.js';
import { tailRisk } from './tail-risk.js';
import { maximiseWorst } from './worst-case.js';

/** A plan that is best by a measure, with what proves it. */
export interface BestPlan {
  readonly budgets: Float64Array;
  readonly proof: Proof;
}

export interface MeasureProblem {
  readonly curves: ResponseCurves;
  readonly today: Float64Array;
  readonly measure: Measure;
  readonly effort: Effort;
  /** Taken off per unit of money; default 0. Only with the mean. */
  readonly price?: number | undefined;
}

/**
 * The allowed plan that is best by the measure: the mean by branch and bound, the tail by cutting planes, the others by exchange
 * from the best plans of mean and tail, as no bound of them is known.
 * @param starts plans that the result is not below, where they are allowed
 * @throws `MMM_BUDGET_INFEASIBLE` when no plan is allowed
 */
export function bestOfMeasure(problem: MeasureProblem, set: FeasibleSet, starts: readonly Float64Array[]): BestPlan {
  assertFeasible(set);
  const { measure } = problem;
  if (measure.kind === 'mean') return bestMean(problem, set, starts);
  if (measure.kind === 'cvar') return bestTail(problem, measure.share, set, starts);
  return bestByExchange(problem, set, starts);
}

function bestMean(
  { curves, price = 0, effort }: MeasureProblem,
  set: FeasibleSet,
  starts: readonly Float64Array[],
): BestPlan {
  const means = meanCurves(curves).map((curve) => (price === 0 ? curve : lessPrice(curve, price)));
  const found = maximise(means, set, starts, effort);
  if (found === null) throw nothingAllowed(set);
  const { budgets, value, upperBound, boxes, tables } = found;
  const isConcave = curves.concave.every(Boolean);
  return { budgets, proof: { isConcave, isLocal: false, value, upperBound, boxes, tables } };
}

function bestTail(
  { curves, effort }: MeasureProblem,
  share: number,
  set: FeasibleSet,
  starts: readonly Float64Array[],
): BestPlan {
  const risk = tailRisk(curves, share, Math.max(...set.high));
  const found = maximiseWorst(risk, set, starts, effort);
  if (found === null) throw nothingAllowed(set);
  const { budgets, value, upperBound } = found;
  const { weights } = risk.worstAt(budgets);
  const tables = meanCurves(curves, weights).map((curve) => new CurveTable(curve));
  // Where the tail changes with the plan, marginal returns differ at the optimum: the gap is the proof.
  return { budgets, proof: { isConcave: false, isLocal: false, value, upperBound, boxes: 0, tables } };
}

function bestByExchange(problem: MeasureProblem, set: FeasibleSet, starts: readonly Float64Array[]): BestPlan {
  const { curves, today, measure } = problem;
  const ofPlan = new OutcomeDraws(curves);
  const todayOutcome = ofPlan.total(today);
  const measuredOf = (budgets: Float64Array) => measured(measure, ofPlan.total(budgets), todayOutcome);
  const { budgets: mean, proof } = bestMean(problem, set, starts);
  const tail = bestTail(problem, TAIL_START, set, [...starts, mean]).budgets;
  const candidates = [...starts.filter((start) => isAllowed(set, start)), mean, tail];
  const table = new OutcomeDraws(tabulated(curves, set.high, [today, ...candidates]));
  const roughly = (budgets: Float64Array) => measured(measure, table.total(budgets), todayOutcome);
  const improved = candidates.map((start) => exchange(roughly, set, start).budgets);
  const [first = mean, ...others] = [...candidates, ...improved];
  let budgets = first;
  let value = measuredOf(first);
  for (const other of others) {
    const found = measuredOf(other);
    if (found > value) [budgets, value] = [other, found];
  }
  return { budgets, proof: { ...proof, isConcave: false, isLocal: true, value, upperBound: boundOf(measure, proof) } };
}

/** No mean less a deviation exceeds the best mean, and no probability 1; of a quantile no bound is known. */
function boundOf(measure: Measure, ofMean: Proof): number | null {
  if (measure.kind === 'mean-deviation') return ofMean.upperBound;
  return measure.kind === 'probability' ? 1 : null;
}

/** Share of the tail whose best plan is one of the starts. */
const TAIL_START = 0.1;

/** All sums can be reached, but not with every channel at nothing or at its minimum. */
const nothingAllowed = (set: FeasibleSet) =>
  new StellwerkError(errors.BUDGET_INFEASIBLE, {
    subject: 'minimumIfOn',
    problem: `with minimum amounts of ${set.onset.filter((onset) => onset > 0).join(', ')} no choice of channels gives the sums`,
  });
