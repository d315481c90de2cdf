import { type HillProblem, outcomeOf } from './hill-problem.js';

/** Tolerance of the total from which Meridian derives its step. */
const TOLERANCE = 1e-4;

/**
 * Meridian's search, written from its description: the outcome of every channel on a grid of spend rounded to a power of ten, then from
 * the lower bounds always the channel and the grid point with the greatest return of the money in between (the upper concave
 * envelope), until a step exceeds the budget.
 */
export function greedyWalk(problem: HillProblem): number[] {
  const { low, high, total } = problem;
  const step = 10 ** (Math.trunc(Math.log10(Math.max(total * TOLERANCE, 1))) + 1);
  const grids = low.map((least, channel) => {
    // Bounds are rounded inwards, so that no plan of the walk leaves them.
    const from = Math.ceil(least / step) * step;
    const points = Math.max(0, Math.floor(((high[channel] ?? 0) - from) / step)) + 1;
    return Array.from({ length: points }, (_, index) => {
      const spend = from + index * step;
      return { spend, value: outcomeOf(alone(problem, channel), [spend]) };
    });
  });
  const at = grids.map(() => 0);
  // The next corner of a channel's envelope stays what it is until the channel moves.
  const next = grids.map((grid) => steepestFrom(grid, 0));
  for (;;) {
    let channel = -1;
    for (const [index, corner] of next.entries())
      if (corner !== null && (channel < 0 || corner.slope > (next[channel]?.slope ?? 0))) channel = index;
    const corner = next[channel];
    if (channel < 0 || !corner) break;
    const spent = grids.reduce(
      (sum, grid, index) => sum + (grid[index === channel ? corner.index : (at[index] ?? 0)]?.spend ?? 0),
      0,
    );
    if (spent > total) break;
    at[channel] = corner.index;
    next[channel] = steepestFrom(grids[channel] ?? [], corner.index);
  }
  return grids.map((grid, channel) => grid[at[channel] ?? 0]?.spend ?? 0);
}

function steepestFrom(grid: readonly { readonly spend: number; readonly value: number }[], from: number) {
  let best: { readonly index: number; readonly slope: number } | null = null;
  const start = grid[from];
  if (start === undefined) return null;
  for (let index = from + 1; index < grid.length; index++) {
    const { spend, value } = grid[index] ?? start;
    const slope = (value - start.value) / (spend - start.spend);
    if (best === null || slope > best.slope) best = { index, slope };
  }
  return best;
}

const alone = ({ scale, half, slope, ...rest }: HillProblem, channel: number): HillProblem => ({
  ...rest,
  scale: [scale[channel] ?? 0],
  half: [half[channel] ?? 1],
  slope: [slope[channel] ?? 1],
});
