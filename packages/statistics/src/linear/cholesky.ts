import { NumericalError } from '../errors.js';

// Square matrices are stored row by row in a Float64Array; a factor is lower triangular, its upper part is not read.

/**
 * Cholesky factorisation A = L Lᵀ in place; only the lower triangle is read and written.
 * @param a size × size, symmetric
 * @returns whether A is positive definite; if not, the contents of `a` mean nothing
 */
export function choleskyInPlace(a: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const start = row * size;
    for (let column = 0; column < row; column++) {
      const other = column * size;
      let sum = a[start + column]!;
      for (let k = 0; k < column; k++) sum -= a[start + k]! * a[other + k]!;
      a[start + column] = sum / a[other + column]!;
    }
    let pivot = a[start + row]!;
    for (let k = 0; k < row; k++) pivot -= a[start + k]! * a[start + k]!;
    if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) return false;
    a[start + row] = Math.sqrt(pivot);
  }
  return true;
}

/**
 * Lower Cholesky factor of a symmetric matrix, with zeros above the diagonal.
 * @throws NumericalError NOT_POSITIVE_DEFINITE
 */
export function cholesky(a: Float64Array, size: number): Float64Array {
  requireSquare(a, size);
  const factor = a.slice();
  if (!choleskyInPlace(factor, size))
    throw new NumericalError('NOT_POSITIVE_DEFINITE', `the ${size} x ${size} matrix is not positive definite`);
  for (let row = 0; row < size; row++) factor.fill(0, row * size + row + 1, (row + 1) * size);
  return factor;
}

/** Replaces x by L⁻¹ x. */
export function solveLower(factor: Float64Array, size: number, x: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = x[row]!;
    for (let k = 0; k < row; k++) sum -= factor[row * size + k]! * x[k]!;
    x[row] = sum / factor[row * size + row]!;
  }
}

/** Replaces x by L⁻ᵀ x. With x standard normal this is a draw from N(0, A⁻¹). */
export function solveLowerTransposed(factor: Float64Array, size: number, x: Float64Array): void {
  for (let row = size - 1; row >= 0; row--) {
    const value = x[row]! / factor[row * size + row]!;
    x[row] = value;
    for (let k = 0; k < row; k++) x[k] = x[k]! - factor[row * size + k]! * value;
  }
}

/** Replaces x by A⁻¹ x, with the factor of A. */
export function solveCholesky(factor: Float64Array, size: number, x: Float64Array): void {
  solveLower(factor, size, x);
  solveLowerTransposed(factor, size, x);
}

/** log |A| from the factor of A. */
export function logDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) sum += Math.log(factor[row * size + row]!);
  return 2 * sum;
}

/**
 * A⁻¹ from the factor of A, both triangles.
 * @param inverse written, size × size; may not be `factor`
 */
export function inverseFromFactor(factor: Float64Array, size: number, inverse: Float64Array): void {
  // L⁻¹ goes into the lower triangle, L⁻ᵀ L⁻¹ above it and, when a row is not needed any more, onto the diagonal.
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) sum -= factor[row * size + k]! * inverse[k * size + column]!;
      inverse[row * size + column] = sum / factor[row * size + row]!;
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < size; k++) sum += inverse[k * size + row]! * inverse[k * size + column]!;
      inverse[column * size + row] = sum;
    }
  }
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++) inverse[row * size + column] = inverse[column * size + row]!;
}

function requireSquare(a: Float64Array, size: number): void {
  if (a.length !== size * size)
    throw new RangeError(`a ${size} x ${size} matrix has ${size * size} elements, got ${a.length}`);
}
