import { choleskyInPlace, solveLower } from '@stellwerk/statistics';
import { knotWeight } from './knots.js';

/** Keeps singular designs solvable; far below any real variation of standardised columns. */
const RIDGE = 1e-9;

/**
 * Number of equally spaced knots of the level with the least AIC, `n log(RSS / n) + 2 k`, in a regression of the scaled outcome on
 * knots, geos and the other columns. At most one knot in four periods, so that the level cannot follow single periods.
 * @param outcome geos × fitted periods
 * @param columns other explanations of the same length: controls and scaled media
 */
export function chooseKnotCount(outcome: Float64Array, columns: readonly Float64Array[], periods: number): number {
  const within = [outcome, ...columns].map((column) => lessGeoMeans(column, periods));
  const candidates = [1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 32, 39, 52, 65, 78].filter(
    (count) => count <= Math.max(1, Math.floor(periods / 4)),
  );
  let best = { count: 1, aic: Number.POSITIVE_INFINITY };
  for (const count of candidates) {
    // The first knot stands for the constant, which geos have already taken out.
    const knots = Array.from({ length: count - 1 }, (_, knot) =>
      lessGeoMeans(
        Float64Array.from({ length: periods }, (_value, t) => knotWeight(count, periods, knot + 1, t)),
        periods,
      ),
    );
    const residual = residualSumOfSquares(within[0]!, within.slice(1), knots, periods);
    const aic = outcome.length * Math.log(residual / outcome.length) + 2 * count;
    if (aic < best.aic) best = { count, aic };
  }
  return best.count;
}

function lessGeoMeans(column: Float64Array, periods: number): Float64Array {
  const result = Float64Array.from(column);
  for (let start = 0; start < result.length; start += periods) {
    const geo = result.subarray(start, start + periods);
    const mean = geo.reduce((sum, value) => sum + value, 0) / periods;
    for (let t = 0; t < periods; t++) geo[t]! -= mean;
  }
  return result;
}

/** @param repeated columns that are the same in every geo, one period after the other */
function residualSumOfSquares(
  outcome: Float64Array,
  columns: readonly Float64Array[],
  repeated: readonly Float64Array[],
  periods: number,
): number {
  const all = [...repeated, ...columns];
  const size = all.length;
  const product = (a: Float64Array, b: Float64Array): number => {
    const length = Math.max(a.length, b.length, outcome.length);
    let sum = 0;
    for (let at = 0, t = 0; at < length; at++, t = t + 1 === periods ? 0 : t + 1)
      sum += a[a.length === periods ? t : at]! * b[b.length === periods ? t : at]!;
    return sum;
  };
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) normal[row * size + column] = product(all[row]!, all[column]!);
    normal[row * size + row]! += RIDGE * (1 + normal[row * size + row]!);
    right[row] = product(all[row]!, outcome);
  }
  const total = product(outcome, outcome);
  if (!choleskyInPlace(normal, size)) return total;
  solveLower(normal, size, right);
  return Math.max(total - right.reduce((sum, value) => sum + value * value, 0), total * 1e-12);
}
