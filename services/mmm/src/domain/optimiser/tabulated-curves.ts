import type { ResponseCurves } from '../response-curves.js';

/** Nodes per channel. */
const NODES = 48;

/**
 * The same curves by cubic interpolation (Hermite, from values and slopes) between nodes: for searches that look at very many plans
 * of every draw, and for curves that are dear to evaluate. It has bounds of slopes, its own: a certificate on it is one for the
 * interpolated curves, and what was found is measured again on the curves themselves.
 * @param high largest budget of each channel
 * @param exact budgets that become nodes, so that the plans they belong to are met exactly
 */
export function tabulated(
  curves: ResponseCurves,
  high: ArrayLike<number>,
  exact: readonly ArrayLike<number>[] = [],
): ResponseCurves {
  const tables = curves.channels.map((_name, channel) => {
    const top = high[channel] ?? 0;
    const spread = Array.from({ length: NODES + 1 }, (_, node) => top * (node / NODES) ** 2);
    const budgets = [...new Set([...spread, ...exact.map((plan) => plan[channel] ?? 0)])].sort((a, b) => a - b);
    const nodes = budgets.map((budget) => {
      const node = { budget, value: new Float64Array(curves.draws), slope: new Float64Array(curves.draws) };
      curves.evaluate(channel, budget, node.value, node.slope);
      return node;
    });
    return { budgets, nodes };
  });
  const slopeAt = (left: CurveNode, right: CurveNode, budget: number, draw: number) =>
    cubicAt(left, right, budget, draw).slope;
  return {
    channels: curves.channels,
    draws: curves.draws,
    // An interpolated concave curve need not be concave to the last bit, so it is treated as any other.
    concave: curves.concave.map(() => false),
    evaluate(channel, budget, value, slope) {
      const { budgets = [], nodes = [] } = tables[channel] ?? {};
      const after = budgets.findIndex((one) => one >= budget);
      const right = nodes[after];
      if (right === undefined || budget < 0) return curves.evaluate(channel, budget, value, slope);
      if (right.budget === budget) {
        value.set(right.value);
        slope.set(right.slope);
        return;
      }
      const left = nodes[after - 1] ?? right;
      for (let draw = 0; draw < value.length; draw++) {
        const point = cubicAt(left, right, budget, draw);
        value[draw] = point.value;
        slope[draw] = point.slope;
      }
    },
    /** The slope of a cubic is a parabola: its bounds are at nodes, at the ends, and at vertices inside. */
    slopeBounds(channel, low, high, lowest, highest) {
      const { nodes = [] } = tables[channel] ?? {};
      lowest.fill(Number.POSITIVE_INFINITY);
      highest.fill(Number.NEGATIVE_INFINITY);
      const take = (draw: number, slope: number) => {
        lowest[draw] = Math.min(lowest[draw] ?? 0, slope);
        highest[draw] = Math.max(highest[draw] ?? 0, slope);
      };
      for (const [index, right] of nodes.entries()) {
        const left = nodes[index - 1];
        if (left === undefined || right.budget <= low || left.budget >= high) continue;
        const [from, to] = [Math.max(low, left.budget), Math.min(high, right.budget)];
        for (let draw = 0; draw < lowest.length; draw++) {
          take(draw, slopeAt(left, right, from, draw));
          take(draw, slopeAt(left, right, to, draw));
          const { vertex } = cubicAt(left, right, from, draw);
          if (vertex > from && vertex < to) take(draw, slopeAt(left, right, vertex, draw));
        }
      }
    },
  };
}

/** Values and slopes of every draw at one budget. */
export interface CurveNode {
  readonly budget: number;
  readonly value: Float64Array;
  readonly slope: Float64Array;
}

/** Value and slope of one draw's cubic, and the budget at which its slope turns; NaN where that is straight. */
export function cubicAt(left: CurveNode, right: CurveNode, budget: number, draw: number) {
  const width = right.budget - left.budget;
  const u = (budget - left.budget) / width;
  const [a, c] = [left.value[draw] ?? 0, right.value[draw] ?? 0];
  const chord = (c - a) / width;
  // A slope that is infinite, or so steep that the cubic would overshoot, is cut to thrice the chord (Fritsch and Carlson 1980).
  const p = limited(left.slope[draw] ?? 0, chord);
  const q = limited(right.slope[draw] ?? 0, chord);
  const cubed = p + q - 2 * chord;
  const squared = 3 * chord - 2 * p - q;
  return {
    value: a + width * u * (p + u * (squared + u * cubed)),
    slope: p + u * (2 * squared + 3 * u * cubed),
    vertex: left.budget + (width * -squared) / (3 * cubed),
  };
}

function limited(slope: number, chord: number): number {
  if (chord >= 0) return Math.min(Math.max(slope, 0), 3 * chord);
  return Math.max(Math.min(slope, 0), 3 * chord);
}
