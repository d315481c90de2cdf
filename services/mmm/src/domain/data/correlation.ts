import type { Grid } from './grid.js';

/** Below it a pivot is rounding: the column is a linear combination of those before. */
const SMALLEST_PIVOT = 1e-13;

/**
 * Pearson correlations of columns within geos: each geo's mean is taken off and each geo's variance counts as it is.
 * @returns names × names, row after row
 */
export function correlationMatrix(
  grid: Pick<Grid, 'days' | 'geos' | 'values'>,
  names: readonly string[],
): Float64Array {
  const centred = names.map((name) => unitColumn(grid, grid.values.get(name) ?? new Float64Array()));
  const size = names.length;
  const matrix = new Float64Array(size * size);
  for (const [i, first] of centred.entries())
    for (let j = 0; j <= i; j++) {
      const second = centred[j] ?? first;
      let product = 0;
      for (let at = 0; at < first.length; at++) product += (first[at] ?? 0) * (second[at] ?? 0);
      matrix[i * size + j] = product;
      matrix[j * size + i] = product;
    }
  return matrix;
}

function unitColumn({ days, geos }: Pick<Grid, 'days' | 'geos'>, values: Float64Array): Float64Array {
  const periods = days.length;
  const centred = Float64Array.from(values);
  for (let geo = 0; geo < geos.length; geo++) {
    const part = centred.subarray(geo * periods, (geo + 1) * periods);
    const mean = part.reduce((sum, value) => sum + value, 0) / periods;
    for (let t = 0; t < periods; t++) part[t] = (part[t] ?? 0) - mean;
  }
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? centred.map((value) => value / length) : centred;
}

/**
 * Variance inflation factors: the diagonal of the inverse correlation matrix, 1/(1 − R²) of each column on the others; Infinity
 * where a column is a linear combination of the others.
 */
export function varianceInflation(correlation: Float64Array, size: number): Float64Array {
  const factors = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    // Last in the order, a column's pivot of the Cholesky factorisation is its variance that the others do not explain.
    const rest = [...Array(size).keys()].filter((index) => index !== column);
    const unexplained = lastPivot(correlation, size, [...rest, column]);
    factors[column] = unexplained <= SMALLEST_PIVOT ? Number.POSITIVE_INFINITY : 1 / unexplained;
  }
  return factors;
}

function lastPivot(matrix: Float64Array, size: number, order: readonly number[]): number {
  const lower = new Float64Array(size * size);
  let pivot = 1;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[(order[i] ?? 0) * size + (order[j] ?? 0)] ?? 0;
      for (let k = 0; k < j; k++) value -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0);
      const diagonal = lower[j * size + j] ?? 0;
      if (j < i) lower[i * size + j] = diagonal > 0 ? value / diagonal : 0;
      // A column that follows from those before explains nothing further.
      else {
        pivot = value;
        lower[i * size + i] = value > SMALLEST_PIVOT ? Math.sqrt(value) : 0;
      }
    }
  }
  return pivot;
}
