import { NumericalError } from '../errors.js';

const SWEEPS = 60;

/** Eigenvalues in ascending order; row k of `vectors` is the eigenvector of value k. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, section 8.5):
 * small eigenvalues keep their relative accuracy where the matrix is graded. The work is about 10 n³.
 * @param a size × size; is not changed
 * @throws RangeError for values that are not finite; NumericalError NO_CONVERGENCE
 */
export function symmetricEigen(a: Float64Array, size: number): SymmetricEigen {
  if (a.length !== size * size)
    throw new RangeError(`a ${size} x ${size} matrix has ${size * size} elements, got ${a.length}`);
  if (!a.every(Number.isFinite)) throw new RangeError('the matrix must be finite');
  const work = a.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; ; sweep++) {
    if (sweep === SWEEPS) throw new NumericalError('NO_CONVERGENCE', 'the eigenvalues of the matrix were not found');
    if (!rotateAll(work, vectors, size)) break;
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => work[i * size + i]! - work[j * size + j]!);
  const sorted = new Float64Array(size * size);
  for (const [row, from] of order.entries()) sorted.set(vectors.subarray(from * size, (from + 1) * size), row * size);
  return { values: Float64Array.from(order, (i) => work[i * size + i]!), vectors: sorted };
}

/** One sweep over all pairs. @returns whether any rotation was needed */
function rotateAll(work: Float64Array, vectors: Float64Array, size: number): boolean {
  let rotated = false;
  for (let p = 0; p < size - 1; p++) {
    for (let q = p + 1; q < size; q++) {
      const off = work[p * size + q]!;
      const scale = Math.sqrt(Math.abs(work[p * size + p]! * work[q * size + q]!));
      if (Math.abs(off) <= 1e-16 * scale || Math.abs(off) < 1e-300) continue;
      rotated = true;
      const tau = (work[q * size + q]! - work[p * size + p]!) / (2 * off);
      const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
      const c = 1 / Math.hypot(1, t);
      rotate(work, vectors, size, p, q, c, t * c);
    }
  }
  return rotated;
}

function rotate(work: Float64Array, vectors: Float64Array, size: number, p: number, q: number, c: number, s: number) {
  for (let k = 0; k < size; k++) {
    const kp = work[k * size + p]!;
    const kq = work[k * size + q]!;
    work[k * size + p] = c * kp - s * kq;
    work[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = work[p * size + k]!;
    const qk = work[q * size + k]!;
    work[p * size + k] = c * pk - s * qk;
    work[q * size + k] = s * pk + c * qk;
    const vp = vectors[p * size + k]!;
    const vq = vectors[q * size + k]!;
    vectors[p * size + k] = c * vp - s * vq;
    vectors[q * size + k] = s * vp + c * vq;
  }
  work[p * size + q] = 0;
  work[q * size + p] = 0;
}
