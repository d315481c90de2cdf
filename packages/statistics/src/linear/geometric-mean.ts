import { symmetricEigen } from './symmetric-eigen.js';

/**
 * The positive definite S with S B S = A: the geometric mean of A and B⁻¹, B^−½ (B^½ A B^½)^½ B^−½.
 * @param a positive definite, size × size, as is b
 */
export function geometricMeanWithInverse(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const root = powerOf(b, size, 0.5);
  const inverseRoot = powerOf(b, size, -0.5);
  const inner = powerOf(product(product(root, a, size), root, size), size, 0.5);
  return product(product(inverseRoot, inner, size), inverseRoot, size);
}

/** A power of a positive definite matrix; eigenvalues that round below 0 count as the smallest positive number. */
function powerOf(a: Float64Array, size: number, exponent: number): Float64Array {
  const { values, vectors } = symmetricEigen(a, size);
  const result = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const factor = Math.max(values[k]!, 1e-300) ** exponent;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        result[i * size + j] = result[i * size + j]! + factor * vectors[k * size + i]! * vectors[k * size + j]!;
  }
  return result;
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const value = a[i * size + k]!;
      for (let j = 0; j < size; j++) result[i * size + j] = result[i * size + j]! + value * b[k * size + j]!;
    }
  return result;
}
