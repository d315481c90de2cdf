import type { ResponseCurves } from '../response-curves.js';

/** Nodes per channel. */
const NODES = 48;

/**
 * The same curves by cubic interpolation (Hermite, from values and slopes) between nodes: for searches that look at very many plans
 * of every draw. What such a search finds is measured again on the curves themselves.
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
  return {
    channels: curves.channels,
    draws: curves.draws,
    concave: curves.concave,
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
      const width = right.budget - left.budget;
      const u = (budget - left.budget) / width;
      for (let draw = 0; draw < value.length; draw++) {
        const [a, c] = [left.value[draw] ?? 0, right.value[draw] ?? 0];
        const chord = (c - a) / width;
        // A slope that is infinite, or so steep that the cubic would overshoot, is cut to thrice the chord (Fritsch and Carlson 1980).
        const p = limited(left.slope[draw] ?? 0, chord);
        const q = limited(right.slope[draw] ?? 0, chord);
        const bend = (p + q - 2 * chord) * u - (2 * p + q - 3 * chord);
        value[draw] = a + width * u * (p + u * bend);
        slope[draw] = p + u * (2 * bend + u * (p + q - 2 * chord));
      }
    },
  };
}

function limited(slope: number, chord: number): number {
  if (chord >= 0) return Math.min(Math.max(slope, 0), 3 * chord);
  return Math.max(Math.min(slope, 0), 3 * chord);
}
