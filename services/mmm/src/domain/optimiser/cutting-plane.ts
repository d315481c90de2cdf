import { type FeasibleSet, linearConstraints } from './feasible-set.js';
import { solveLinear } from './linear-programme.js';

const ITERATIONS = 300;
/** Share of the way from the best plan to that of the programme at which the next cut is made. */
const IN_OUT = 0.5;

export interface Cut {
  /** The objective at the plan. */
  readonly value: number;
  /** The objective nowhere exceeds `constant + gradient · b`. */
  readonly constant: number;
  readonly gradient: Float64Array;
}

export interface Certified {
  readonly budgets: Float64Array;
  readonly value: number;
  readonly upperBound: number;
}

/**
 * The greatest value of a concave objective over the allowed plans (without onsets) by cutting planes: the least of all cuts is an
 * upper bound, and a linear programme its maximum. The next cut is made between the best plan and that of the programme
 * (Ben-Ameur and Neto 2007), which damps the jumps of Kelley's method.
 * @param bound any upper bound of the objective
 * @param gap relative distance of value and bound at which it ends
 */
export function maximiseByCuts(
  cutAt: (budgets: Float64Array) => Cut,
  set: FeasibleSet,
  start: Float64Array,
  bound: number,
  gap: number,
): Certified {
  const n = start.length;
  const scale = Math.max(...set.high, Number.MIN_VALUE);
  const constraints = linearConstraints(set, scale);
  const first = cutAt(start);
  // The programme's objective is in units of the largest change that money can make.
  const unit = Math.max(
    scale * first.gradient.reduce((most, one) => Math.max(most, Math.abs(one)), 0),
    Number.MIN_VALUE,
  );
  let best: Certified = { budgets: start, value: first.value, upperBound: bound };
  const cuts: Cut[] = [first];
  const objective = [...new Float64Array(n), 1];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const reference = best.value;
    // t − g·b ≤ constant, with t counted from the best value.
    const rows = cuts.map(({ constant, gradient }) => ({
      coefficients: [...Array.from(gradient, (one) => (-one * scale) / unit), 1],
      min: Number.NEGATIVE_INFINITY,
      max: (constant - reference) / unit,
    }));
    const solution = solveLinear({
      objective,
      rows: [...constraints.rows.map((row) => ({ ...row, coefficients: [...row.coefficients, 0] })), ...rows],
      lows: [...constraints.lows, -1e3],
      highs: [...constraints.highs, Math.max((best.upperBound - reference) / unit, 0)],
    });
    if (!solution.isFeasible) return best;
    const upperBound = Math.max(best.value, Math.min(best.upperBound, reference + solution.value * unit));
    best = { ...best, upperBound };
    if (upperBound - best.value <= gap * Math.abs(best.value)) return best;
    // Every tenth step goes all the way, so that the bound cannot stay where the best plan hides it.
    const share = iteration % 10 === 9 ? 1 : IN_OUT;
    const outer = solution.x;
    const at = best.budgets.map((budget, index) => budget + share * ((outer[index] ?? 0) * scale - budget));
    const cut = cutAt(at);
    cuts.push(cut);
    if (cut.value > best.value) best = { budgets: at, value: cut.value, upperBound: Math.max(upperBound, cut.value) };
  }
  return best;
}
