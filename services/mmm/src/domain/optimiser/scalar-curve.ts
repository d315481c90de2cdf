import type { ResponseCurves } from '../response-curves.js';

export interface CurvePoint {
  readonly value: number;
  readonly slope: number;
}

/** One channel's part of an objective that is a sum over channels. */
export interface ScalarCurve {
  readonly isConcave: boolean;
  at(budget: number): CurvePoint;
  /** Bounds of the slope between two budgets. */
  slopeBounds(low: number, high: number): { readonly least: number; readonly most: number };
}

/**
 * Weighted means of the draws of every channel.
 * @param weights one per draw, ≥ 0, adding up to 1; absent: all alike
 */
export function meanCurves(curves: ResponseCurves, weights?: Float64Array): ScalarCurve[] {
  const value = new Float64Array(curves.draws);
  const slope = new Float64Array(curves.draws);
  const mean = weights === undefined ? meanOf : (array: Float64Array) => dot(array, weights);
  return curves.channels.map((_name, channel): ScalarCurve => {
    const isConcave = curves.concave[channel] === true;
    return {
      isConcave,
      at(budget) {
        curves.evaluate(channel, budget, value, slope);
        return { value: mean(value), slope: mean(slope) };
      },
      slopeBounds(low, high) {
        if (curves.slopeBounds === undefined) return { least: 0, most: Number.POSITIVE_INFINITY };
        curves.slopeBounds(channel, low, high, value, slope);
        return { least: mean(value), most: mean(slope) };
      },
    };
  });
}

/** A curve less `price` per unit of money. */
export const lessPrice = (curve: ScalarCurve, price: number): ScalarCurve => ({
  isConcave: curve.isConcave,
  at(budget) {
    const { value, slope } = curve.at(budget);
    return { value: value - price * budget, slope: slope - price };
  },
  slopeBounds(low, high) {
    const { least, most } = curve.slopeBounds(low, high);
    return { least: least - price, most: most - price };
  },
});

/** Weighted sum of curves of one channel as different views see it; weights ≥ 0. */
export const mixedCurve = (curves: readonly ScalarCurve[], weights: readonly number[]): ScalarCurve => ({
  isConcave: curves.every(({ isConcave }, index) => isConcave || weights[index] === 0),
  at(budget) {
    let value = 0;
    let slope = 0;
    for (const [index, curve] of curves.entries()) {
      const weight = weights[index] ?? 0;
      if (weight === 0) continue;
      const point = curve.at(budget);
      value += weight * point.value;
      slope += weight * point.slope;
    }
    return { value, slope };
  },
  slopeBounds(low, high) {
    let least = 0;
    let most = 0;
    for (const [index, curve] of curves.entries()) {
      const weight = weights[index] ?? 0;
      if (weight === 0) continue;
      const bounds = curve.slopeBounds(low, high);
      least += weight * bounds.least;
      most += weight * bounds.most;
    }
    return { least, most };
  },
});

function meanOf(array: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < array.length; index++) sum += array[index] ?? 0;
  return sum / array.length;
}

function dot(array: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < array.length; index++) {
    const weight = weights[index] ?? 0;
    // 0 × ∞ is no number: a draw without weight says nothing, whatever its slope.
    if (weight !== 0) sum += weight * (array[index] ?? 0);
  }
  return sum;
}
