import type { BoundPoint, CurveTable } from './curve-table.js';
import type { SumBound } from './feasible-set.js';
import { solveLinear } from './linear-programme.js';

/** A part of the allowed plans: bounds per channel, narrowed by branching. */
export interface Box {
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Smallest amount of a channel that may also have nothing; 0 where that is decided, or none is stated. */
  readonly onset: readonly number[];
}

export interface Relaxed {
  readonly budgets: Float64Array;
  /** No plan of the box has more. */
  readonly bound: number;
  /** Concave envelope of each channel at its budget. */
  readonly envelope: Float64Array;
  /** The corners of the envelope on both sides of each channel's budget. */
  readonly corners: readonly (readonly BoundPoint[])[];
}

interface Segment {
  readonly channel: number;
  readonly length: number;
  readonly slope: number;
}

/**
 * The best plan of a box when every curve is replaced by the concave envelope of its upper bound (Udell and Boyd 2013).
 * With one sum over all channels the segments of the envelopes are taken in the order of their slopes; with more it is a linear
 * programme over the segments.
 * @returns null when no plan of the box keeps to the sums
 */
export function relax(tables: readonly CurveTable[], box: Box, sums: readonly SumBound[]): Relaxed | null {
  const hulls = tables.map((table, channel) => boundOf(table, box, channel));
  return bestOfEnvelopes(hulls, box, sums);
}

/**
 * The best plan when every curve is piecewise linear and concave.
 * @param hulls corners of each channel's curve, from its least to its greatest budget
 */
export function bestOfEnvelopes(
  hulls: readonly (readonly BoundPoint[])[],
  box: Box,
  sums: readonly SumBound[],
): Relaxed | null {
  const channels = hulls.length;
  const segments = hulls.flatMap((hull, channel) => segmentsOf(hull, channel));
  const lengths =
    sums.length <= 1 && sums.every(({ members }) => members.length === channels)
      ? inOrderOfSlope(segments, box, sums[0])
      : byProgramme(segments, box, sums);
  if (lengths === null) return null;
  const budgets = Float64Array.from(box.low);
  for (const [index, { channel }] of segments.entries())
    budgets[channel] = (budgets[channel] ?? 0) + (lengths[index] ?? 0);
  let bound = 0;
  const envelope = new Float64Array(channels);
  const corners = hulls.map((hull, channel) => {
    const budget = Math.min(budgets[channel] ?? 0, box.high[channel] ?? 0);
    budgets[channel] = budget;
    const next = Math.max(
      1,
      hull.findIndex((point) => point.budget >= budget),
    );
    const [left, right] = [
      hull[next - 1] ?? { budget, value: Number.NaN },
      hull[next] ?? hull[next - 1] ?? { budget, value: 0 },
    ];
    const along = right.budget === left.budget ? 0 : (budget - left.budget) / (right.budget - left.budget);
    envelope[channel] = left.value + along * (right.value - left.value);
    bound += envelope[channel] ?? 0;
    return [left, right];
  });
  return { budgets, bound, envelope, corners };
}

function boundOf(table: CurveTable, box: Box, channel: number): BoundPoint[] {
  const [low, high, onset] = [box.low[channel] ?? 0, box.high[channel] ?? 0, box.onset[channel] ?? 0];
  return envelopeOf(
    onset > 0 ? [{ budget: 0, value: table.at(0).value }, ...table.bound(onset, high)] : table.bound(low, high),
  );
}

/** Upper concave chain (Andrew 1979) over points in the order of their budgets. */
export function envelopeOf(points: Iterable<BoundPoint>): BoundPoint[] {
  const chain: BoundPoint[] = [];
  for (const point of points) {
    const last = chain.at(-1);
    if (last !== undefined && last.budget >= point.budget) {
      if (last.value >= point.value) continue;
      chain.pop();
    }
    while (chain.length >= 2 && !isAboveChord(chain.at(-2), chain.at(-1), point)) chain.pop();
    chain.push(point);
  }
  return chain;
}

const isAboveChord = (a: BoundPoint | undefined, b: BoundPoint | undefined, c: BoundPoint): boolean =>
  a !== undefined &&
  b !== undefined &&
  (b.value - a.value) * (c.budget - a.budget) > (c.value - a.value) * (b.budget - a.budget);

function segmentsOf(hull: readonly BoundPoint[], channel: number): Segment[] {
  return hull.slice(1).map((point, index): Segment => {
    const before = hull[index] ?? point;
    const length = point.budget - before.budget;
    return { channel, length, slope: (point.value - before.value) / length };
  });
}

function inOrderOfSlope(segments: readonly Segment[], box: Box, row: SumBound | undefined): Float64Array | null {
  const { min = 0, max = Number.POSITIVE_INFINITY } = row ?? {};
  const start = box.low.reduce((total, low) => total + low, 0);
  const end = box.high.reduce((total, high) => total + high, 0);
  const slack = 1e-12 * Math.max(min, end, Number.MIN_VALUE);
  if (start > max + slack || end < min - slack) return null;
  const lengths = new Float64Array(segments.length);
  const order = segments.map((_segment, index) => index);
  order.sort((a, b) => (segments[b]?.slope ?? 0) - (segments[a]?.slope ?? 0) || a - b);
  let spent = start;
  for (const index of order) {
    const { length, slope } = segments[index] ?? { length: 0, slope: 0 };
    // What pays is bought as long as there is money, what costs only as far as money must be spent.
    const taken = Math.min(length, Math.max(0, (slope > 0 ? max : min) - spent));
    lengths[index] = taken;
    spent += taken;
  }
  return lengths;
}

function byProgramme(segments: readonly Segment[], box: Box, sums: readonly SumBound[]): Float64Array | null {
  const scale = Math.max(...box.high, Number.MIN_VALUE);
  const steepest = segments.reduce((most, { slope }) => Math.max(most, Math.abs(slope)), Number.MIN_VALUE);
  const solution = solveLinear({
    objective: segments.map(({ slope }) => slope / steepest),
    lows: new Float64Array(segments.length),
    highs: segments.map(({ length }) => length / scale),
    rows: sums.map(({ members, min, max }) => {
      const spent = members.reduce((total, member) => total + (box.low[member] ?? 0), 0);
      const coefficients = segments.map(({ channel }) => (members.includes(channel) ? 1 : 0));
      return { coefficients, min: (min - spent) / scale, max: (max - spent) / scale };
    }),
  });
  return solution.isFeasible ? solution.x.map((length) => length * scale) : null;
}
