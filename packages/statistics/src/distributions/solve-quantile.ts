import { NumericalError } from '../errors.js';

const ITERATIONS = 400;
const LARGEST_STEP = 8;

/** A tail probability at x, and x times the density there. */
export interface TailAt {
  readonly tail: number;
  readonly density: number;
}

/**
 * The positive x at which a tail has a probability: Newton's method for log tail by log x, kept inside a bracket. Working in
 * logarithms makes both ends of the range, down to 1e-300, as exact as the middle.
 * @param target probability of the tail, in (0, 1)
 * @param isLower whether the tail grows with x
 */
export function solveQuantile(target: number, isLower: boolean, start: number, at: (x: number) => TailAt): number {
  const logTarget = Math.log(target);
  const direction = isLower ? 1 : -1;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let x = Math.min(Math.max(start, Number.MIN_VALUE), Number.MAX_VALUE);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const { tail, density } = at(x);
    const excess = direction * (Math.log(tail) - logTarget);
    if (excess === 0) return x;
    if (excess < 0) low = x;
    else high = x;
    const step = (-excess * tail) / density;
    const limited = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
    const newton = x * Math.exp(limited);
    if (Math.abs(step) < 1e-16 || newton === x) return x;
    const next = newton > low && newton < high ? newton : middle(low, high, x);
    if (next === low || next === high) return next;
    x = next;
  }
  throw new NumericalError('NO_CONVERGENCE', `no quantile found for probability ${target}`);
}

/** Between two bounds on the logarithmic scale; away from x where one is missing. */
function middle(low: number, high: number, x: number): number {
  if (low === 0) return high === Number.MIN_VALUE ? 0 : x * 1e-4;
  if (high === Number.POSITIVE_INFINITY) return x * 1e4;
  return Math.sqrt(low) * Math.sqrt(high);
}
