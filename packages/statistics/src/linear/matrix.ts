// Matrices are stored row by row in a Float64Array.

/** Inner product. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** out = A x. @param a rows × columns */
export function multiply(a: Float64Array, rows: number, columns: number, x: Float64Array, out: Float64Array): void {
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) sum += a[row * columns + column]! * x[column]!;
    out[row] = sum;
  }
}

/** out = Aᵀ x. @param a rows × columns */
export function multiplyTransposed(
  a: Float64Array,
  rows: number,
  columns: number,
  x: Float64Array,
  out: Float64Array,
): void {
  out.fill(0, 0, columns);
  for (let row = 0; row < rows; row++) {
    const value = x[row]!;
    for (let column = 0; column < columns; column++) out[column] = out[column]! + a[row * columns + column]! * value;
  }
}

/** XᵀX, columns × columns, or XᵀWX with row weights. @param x rows × columns */
export function crossProduct(x: Float64Array, rows: number, columns: number, weights?: Float64Array): Float64Array {
  const product = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const weight = weights === undefined ? 1 : weights[row]!;
    for (let i = 0; i < columns; i++) {
      const value = x[start + i]! * weight;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) product[i * columns + j] = product[i * columns + j]! + value * x[start + j]!;
    }
  }
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) product[j * columns + i] = product[i * columns + j]!;
  return product;
}
