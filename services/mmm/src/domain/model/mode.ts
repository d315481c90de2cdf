import type { LogDensity } from '@stellwerk/statistics';

const MEMORY = 12;
const MOST_STEPS = 200;
const LEAST_GAIN = 1e-3;
/** Armijo's share of the expected gain. */
const SUFFICIENT = 1e-4;

/**
 * A point of high density by limited-memory BFGS with backtracking (Nocedal and Wright 2006, chapter 7), from the origin. It need not
 * be the mode: coordinates are laid out by it, and any finite point does.
 */
export function nearMode(density: LogDensity): Float64Array {
  const { dimension } = density;
  let position = new Float64Array(dimension);
  let gradient = new Float64Array(dimension);
  let value = density.evaluate(position, gradient);
  if (!Number.isFinite(value)) return position;
  const history: { step: Float64Array; change: Float64Array; curvature: number }[] = [];
  for (let iteration = 0; iteration < MOST_STEPS; iteration++) {
    const direction = ascent(gradient, history);
    const expected = product(direction, gradient);
    if (!(expected > 0)) return position;
    let size = history.length === 0 ? 1 / Math.sqrt(expected) : 1;
    const next = new Float64Array(dimension);
    const nextGradient = new Float64Array(dimension);
    let reached = Number.NaN;
    for (let attempt = 0; attempt < 40; attempt++, size /= 2) {
      for (let at = 0; at < dimension; at++) next[at] = position[at]! + size * direction[at]!;
      reached = density.evaluate(next, nextGradient);
      if (reached >= value + SUFFICIENT * size * expected) break;
    }
    if (!(reached > value)) return position;
    const step = next.map((one, at) => one - position[at]!);
    // Of the negative log density, whose curvature is positive.
    const change = gradient.map((one, at) => one - nextGradient[at]!);
    const curvature = product(step, change);
    if (curvature > 1e-10 * product(change, change)) history.push({ step, change, curvature });
    if (history.length > MEMORY) history.shift();
    const gain = reached - value;
    [position, gradient, value] = [next, nextGradient, reached];
    if (gain < LEAST_GAIN) return position;
  }
  return position;
}

/** The two-loop recursion: the gradient times the estimate of the inverse curvature. */
function ascent(
  gradient: Float64Array,
  history: readonly { step: Float64Array; change: Float64Array; curvature: number }[],
): Float64Array {
  const direction = gradient.slice();
  const weights: number[] = [];
  for (const { step, change, curvature } of history.toReversed()) {
    const weight = product(step, direction) / curvature;
    weights.push(weight);
    for (let at = 0; at < direction.length; at++) direction[at]! -= weight * change[at]!;
  }
  const last = history.at(-1);
  if (last) {
    const scale = last.curvature / product(last.change, last.change);
    for (let at = 0; at < direction.length; at++) direction[at]! *= scale;
  }
  for (const { step, change, curvature } of history) {
    const weight = weights.pop()! - product(change, direction) / curvature;
    for (let at = 0; at < direction.length; at++) direction[at]! += weight * step[at]!;
  }
  return direction;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
