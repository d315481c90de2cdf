import { type FeasibleSet, isAllowed } from './feasible-set.js';

/** Largest and smallest amounts that are moved, as shares of the largest budget. */
const FIRST = 1 / 4;
const LAST = 1e-6;

/**
 * Moves money from one channel to another as long as the objective rises, by amounts that halve: a local search that needs nothing
 * but values, for measures without a useful gradient. The sum stays what it is.
 */
export function exchange(
  objective: (budgets: Float64Array) => number,
  set: FeasibleSet,
  start: Float64Array,
): { readonly budgets: Float64Array; readonly value: number } {
  const scale = Math.max(...set.high, Number.MIN_VALUE);
  let budgets = start;
  let value = objective(start);
  for (let share = FIRST; share >= LAST; share /= 2) {
    for (let isImproved = true; isImproved; ) {
      isImproved = false;
      for (const next of moves(budgets, set, share * scale)) {
        const moved = objective(next);
        if (!(moved > value + 1e-13 * Math.abs(value))) continue;
        [budgets, value, isImproved] = [next, moved, true];
        break;
      }
    }
  }
  return { budgets, value };
}

function* moves(budgets: Float64Array, set: FeasibleSet, amount: number): Generator<Float64Array> {
  for (let from = 0; from < budgets.length; from++) {
    for (let to = 0; to < budgets.length; to++) {
      if (from === to) continue;
      const available = (budgets[from] ?? 0) - (set.low[from] ?? 0);
      const room = (set.high[to] ?? 0) - (budgets[to] ?? 0);
      const moved = Math.min(amount, available, room);
      if (!(moved > 0)) continue;
      const next = Float64Array.from(budgets);
      next[from] = (budgets[from] ?? 0) - moved;
      next[to] = (budgets[to] ?? 0) + moved;
      if (isAllowed(set, next)) yield next;
    }
  }
}
