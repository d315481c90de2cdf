const ITERATIONS = 400;

export interface Ascended {
  readonly at: Float64Array;
  readonly value: number;
  /** For a concave objective: no allowed point has more than `value + gap` (Frank and Wolfe 1956). */
  readonly gap: number;
}

/**
 * Climbs a smooth objective over points between bounds with a fixed sum, by spectral projected gradient steps (Birgin, Martínez and
 * Raydan 2000, without going down on the way): the end is a maximum where the objective is concave, else a local one.
 * @param tolerance relative gap at which it ends
 */
export function ascend(
  evaluate: (at: Float64Array, gradient: Float64Array) => number,
  low: Float64Array,
  high: Float64Array,
  total: number,
  start: Float64Array,
  tolerance: number,
  iterations = ITERATIONS,
): Ascended {
  let at = project(start, low, high, total);
  let gradient = new Float64Array(at.length);
  let value = evaluate(at, gradient);
  let step = total / Math.max(norm(gradient), Number.MIN_VALUE);
  let gap = gapAt(at, gradient, low, high, total);
  for (let iteration = 0; iteration < iterations && gap > tolerance * Math.abs(value); iteration++) {
    const target = project(
      at.map((one, index) => one + step * (gradient[index] ?? 0)),
      low,
      high,
      total,
    );
    const direction = target.map((one, index) => one - (at[index] ?? 0));
    const rise = dot(direction, gradient);
    if (!(rise > 0)) break;
    const next = { at, gradient: new Float64Array(at.length), value };
    let share = 1;
    for (; share > 1e-12; share /= 2) {
      next.at = at.map((one, index) => one + share * (direction[index] ?? 0));
      next.value = evaluate(next.at, next.gradient);
      if (next.value >= value + 1e-4 * share * rise) break;
    }
    if (!(next.value > value)) break;
    const moved = next.at.map((one, index) => one - (at[index] ?? 0));
    const bent = -dot(
      moved,
      next.gradient.map((one, index) => one - (gradient[index] ?? 0)),
    );
    // Barzilai and Borwein's step; where the objective is not concave along the way, a longer one.
    step = bent > 0 ? dot(moved, moved) / bent : 4 * step;
    ({ at, gradient, value } = next);
    gap = gapAt(at, gradient, low, high, total);
  }
  return { at, value, gap };
}

/** The nearest point between the bounds with the sum: all coordinates are moved by one amount, found by bisection. */
export function project(point: Float64Array, low: Float64Array, high: Float64Array, total: number): Float64Array {
  const moved = (by: number) =>
    point.map((one, index) => Math.min(Math.max(one + by, low[index] ?? 0), high[index] ?? 0));
  const sumOf = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0);
  const reach = point.reduce((most, one, index) => Math.max(most, Math.abs(one), high[index] ?? 0), total);
  let [below, above] = [-2 * reach, 2 * reach];
  for (let halving = 0; halving < 100; halving++) {
    const middle = (below + above) / 2;
    if (sumOf(moved(middle)) < total) below = middle;
    else above = middle;
  }
  const near = moved(above);
  // What rounding leaves goes where there is room.
  const rest = total - sumOf(near);
  const index = near.findIndex((one, week) => one + rest >= (low[week] ?? 0) && one + rest <= (high[week] ?? 0));
  if (index >= 0) near[index] = (near[index] ?? 0) + rest;
  return near;
}

/** How much the linear part promises at most: the coordinates with the greatest slopes filled first. */
function gapAt(at: Float64Array, gradient: Float64Array, low: Float64Array, high: Float64Array, total: number): number {
  const order = Uint32Array.from(at.keys()).sort((a, b) => (gradient[b] ?? 0) - (gradient[a] ?? 0));
  let left = total - low.reduce((sum, one) => sum + one, 0);
  let gap = 0;
  for (const index of order) {
    const room = (high[index] ?? 0) - (low[index] ?? 0);
    const filled = Math.min(room, Math.max(0, left));
    left -= filled;
    gap += (gradient[index] ?? 0) * ((low[index] ?? 0) + filled - (at[index] ?? 0));
  }
  return Math.max(0, gap);
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, one, index) => sum + one * (b[index] ?? 0), 0);
const norm = (values: Float64Array) => Math.sqrt(dot(values, values));
