import { maximise, type SearchEffort } from './branch-and-bound.js';
import { type Certified, type Cut, maximiseByCuts } from './cutting-plane.js';
import { exchange } from './exchange.js';
import { type FeasibleSet, isAllowed } from './feasible-set.js';
import type { ScalarCurve } from './scalar-curve.js';

/** Rounds in which the weights of the worst case are averaged where curves are not concave. */
const ROUNDS = 12;

/**
 * An objective that is the least of many sums over channels: `min over w of Σ_c f_c(b_c; w) − offset(w)`. The conditional value at
 * risk is one over weights of draws, the least advantage over several views one over weights of views.
 */
export interface WorstCase {
  /** Whether the sum is concave for all weights. */
  readonly isConcave: boolean;
  /** The weights that are worst for a plan. */
  worstAt(budgets: Float64Array): { readonly value: number; readonly weights: Float64Array };
  /** Supergradient at a plan for its worst weights; only asked for where the sum is concave. */
  cutAt(budgets: Float64Array): Cut;
  /** The sum for given weights. */
  curves(weights: Float64Array): readonly ScalarCurve[];
  offset(weights: Float64Array): number;
}

/**
 * The plan whose worst case is best. Concave: cutting planes. Otherwise: weights are fixed, the plan that is globally best for them
 * bounds the optimum from above, its own worst case from below; the weights are averaged over the rounds (fictitious play), and the
 * best plan is improved by {@link exchange}. The gap that is stated holds in both cases, though in the second it need not close.
 */
export function maximiseWorst(
  problem: WorstCase,
  set: FeasibleSet,
  starts: readonly Float64Array[],
  effort: SearchEffort,
): Certified | null {
  const candidates = starts.filter((start) => isAllowed(set, start));
  const first = candidates[0] ?? Float64Array.from(set.low, (low, index) => (low + (set.high[index] ?? 0)) / 2);
  let { weights } = problem.worstAt(first);
  let upperBound = Number.POSITIVE_INFINITY;
  let best: { readonly budgets: Float64Array; readonly value: number } | null = null;
  const offer = (budgets: Float64Array) => {
    const { value } = problem.worstAt(budgets);
    if (best === null || value > best.value) best = { budgets, value };
  };
  for (const start of candidates) offer(start);
  const isSmooth = problem.isConcave && set.onset.every((onset) => onset === 0);
  for (let round = 1; round <= (isSmooth ? 1 : ROUNDS); round++) {
    const found = maximise(problem.curves(weights), set, candidates, effort);
    if (found === null) return null;
    upperBound = Math.min(upperBound, found.upperBound - problem.offset(weights));
    offer(found.budgets);
    const worst = problem.worstAt(found.budgets).weights;
    const share = 1 / (round + 1);
    weights = weights.map((weight, index) => weight + share * ((worst[index] ?? 0) - weight));
  }
  const start = best as { readonly budgets: Float64Array; readonly value: number } | null;
  if (start === null) return null;
  if (isSmooth)
    return maximiseByCuts((budgets) => problem.cutAt(budgets), set, start.budgets, upperBound, effort.gap ?? 1e-6);
  const improved = exchange((budgets) => problem.worstAt(budgets).value, set, start.budgets);
  return { ...improved, upperBound: Math.max(upperBound, improved.value) };
}
