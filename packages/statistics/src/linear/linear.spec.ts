import fc from 'fast-check';
import { NumericalError } from '../errors.js';
import { RandomStream } from '../random/random-stream.js';
import { BlockArrow } from './block-arrow.js';
import { cholesky, inverseFromFactor, logDeterminant, solveCholesky } from './cholesky.js';
import { crossProduct, dot, multiply, multiplyTransposed } from './matrix.js';
import { leastSquares, qrFactor } from './qr.js';
import { symmetricEigen } from './symmetric-eigen.js';

const normals = (random: RandomStream, length: number) => Float64Array.from({ length }, () => random.normal());

/** A random matrix that is safely positive definite. */
function positiveDefinite(random: RandomStream, size: number): Float64Array {
  const a = crossProduct(normals(random, size * size), size, size);
  for (let i = 0; i < size; i++) a[i * size + i]! += 0.5;
  return a;
}

const largestDifference = (a: Float64Array, b: Float64Array) =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);

const sizes = fc.record({ size: fc.integer({ min: 1, max: 12 }), seed: fc.integer({ min: 0, max: 1e6 }) });

describe('cholesky', () => {
  it('solves, inverts and gives the determinant', () => {
    fc.assert(
      fc.property(sizes, ({ size, seed }) => {
        const random = new RandomStream(seed);
        const a = positiveDefinite(random, size);
        const x = normals(random, size);
        const b = new Float64Array(size);
        multiply(a, size, size, x, b);
        const factor = cholesky(a, size);
        const inverse = new Float64Array(size * size);
        inverseFromFactor(factor, size, inverse);
        const again = new Float64Array(size);
        multiply(inverse, size, size, b, again);
        solveCholesky(factor, size, b);
        const eigen = symmetricEigen(a, size).values.reduce((sum, value) => sum + Math.log(value), 0);
        return (
          largestDifference(b, x) < 1e-9 &&
          largestDifference(again, x) < 1e-9 &&
          Math.abs(logDeterminant(factor, size) - eigen) < 1e-9
        );
      }),
    );
  });

  it.each([
    ['a negative eigenvalue', [1, 2, 2, 1]],
    ['an eigenvalue of zero', [1, 1, 1, 1]],
    ['NaN', [Number.NaN, 0, 0, 1]],
    ['infinity', [Number.POSITIVE_INFINITY, 0, 0, 1]],
  ])('refuses %s', (_title, values) => {
    expect(() => cholesky(Float64Array.from(values), 2)).toThrow(NumericalError);
  });

  it('refuses a matrix of another size', () => {
    expect(() => cholesky(new Float64Array(3), 2)).toThrow(RangeError);
  });
});

describe('block arrow', () => {
  it('agrees with the dense factorisation of the same matrix', () => {
    const shapes = fc.record({
      blockSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      sharedSize: fc.integer({ min: 0, max: 4 }),
      seed: fc.integer({ min: 0, max: 1e6 }),
    });
    fc.assert(
      fc.property(shapes, ({ blockSizes, sharedSize, seed }) => {
        const random = new RandomStream(seed);
        const arrow = new BlockArrow(blockSizes, sharedSize);
        const { size } = arrow;
        const tail = size - sharedSize;
        // A product X'X in which rows touch one block and the shared part has the right zeros.
        const rows = blockSizes.flatMap((width, g) => {
          const start = blockSizes.slice(0, g).reduce((sum, one) => sum + one, 0);
          return Array.from({ length: 3 + width }, () =>
            Float64Array.from({ length: size }, (_, i) =>
              (i >= start && i < start + width) || i >= tail ? random.normal() : 0,
            ),
          );
        });
        const a = crossProduct(Float64Array.from(rows.flatMap((row) => [...row])), rows.length, size);
        for (let i = 0; i < size; i++) a[i * size + i]! += 1;
        let start = 0;
        for (const [g, width] of blockSizes.entries()) {
          for (let i = 0; i < width; i++) {
            for (let j = 0; j < width; j++) arrow.blocks[g]![i * width + j] = a[(start + i) * size + start + j]!;
            for (let j = 0; j < sharedSize; j++)
              arrow.couplings[g]![i * sharedSize + j] = a[(start + i) * size + tail + j]!;
          }
          start += width;
        }
        for (let i = 0; i < sharedSize; i++)
          for (let j = 0; j < sharedSize; j++) arrow.shared[i * sharedSize + j] = a[(tail + i) * size + tail + j]!;

        const dense = cholesky(a, size);
        const inverse = new Float64Array(size * size);
        inverseFromFactor(dense, size, inverse);
        const x = normals(random, size);
        const expected = x.slice();
        solveCholesky(dense, size, expected);
        const isFactored = arrow.factor();
        arrow.solve(x);
        const blocks = blockSizes.map((width) => new Float64Array(width * width));
        const shared = new Float64Array(sharedSize * sharedSize);
        arrow.inverseBlocks(blocks, shared);
        const first = blockSizes[0]!;
        const firstExpected = Float64Array.from(
          { length: first * first },
          (_, k) => inverse[Math.floor(k / first) * size + (k % first)]!,
        );
        const sharedExpected = Float64Array.from(
          { length: sharedSize * sharedSize },
          (_, k) => inverse[(tail + Math.floor(k / sharedSize)) * size + tail + (k % sharedSize)]!,
        );
        return (
          isFactored &&
          largestDifference(x, expected) < 1e-9 &&
          largestDifference(blocks[0]!, firstExpected) < 1e-9 &&
          largestDifference(shared, sharedExpected) < 1e-9 &&
          Math.abs(arrow.logDeterminant() - logDeterminant(dense, size)) < 1e-9
        );
      }),
    );
  });

  it('says when a block or the shared part is not positive definite', () => {
    const block = new BlockArrow([1], 0);
    block.blocks[0]![0] = -1;
    expect(block.factor()).toBe(false);
    const shared = new BlockArrow([1], 1);
    shared.blocks[0]![0] = 1;
    shared.couplings[0]![0] = 2;
    shared.shared[0] = 1;
    expect(shared.factor()).toBe(false);
  });
});

describe('symmetric eigenvalues', () => {
  it('gives orthonormal vectors that diagonalise the matrix', () => {
    fc.assert(
      fc.property(sizes, ({ size, seed }) => {
        const a = positiveDefinite(new RandomStream(seed), size);
        const { values, vectors } = symmetricEigen(a, size);
        const image = new Float64Array(size);
        for (let k = 0; k < size; k++) {
          const vector = vectors.slice(k * size, (k + 1) * size);
          multiply(a, size, size, vector, image);
          if (
            largestDifference(
              image,
              vector.map((x) => x * values[k]!),
            ) > 1e-9
          )
            return false;
          if (Math.abs(dot(vector, vector) - 1) > 1e-12) return false;
          if (k > 0 && values[k]! < values[k - 1]!) return false;
        }
        return true;
      }),
    );
  });

  it('keeps small eigenvalues of a graded matrix', () => {
    const { values } = symmetricEigen(Float64Array.of(1, 1e-8, 1e-8, 1e-12), 2);
    // The determinant is 1e-12 − 1e-16, the larger value 1 + 1e-16.
    expect(values[0]! / 9.999e-13).toBeCloseTo(1, 10);
  });

  it('refuses what is not finite', () => {
    expect(() => symmetricEigen(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2)).toThrow(RangeError);
  });
});

describe('least squares', () => {
  it('leaves residuals at right angles to every column', () => {
    fc.assert(
      fc.property(sizes, ({ size, seed }) => {
        const random = new RandomStream(seed);
        const rows = size + 5;
        const a = normals(random, rows * size);
        const b = normals(random, rows);
        const x = leastSquares(qrFactor(a, rows, size), b);
        const fitted = new Float64Array(rows);
        multiply(a, rows, size, x, fitted);
        const product = new Float64Array(size);
        multiplyTransposed(
          a,
          rows,
          size,
          b.map((value, i) => value - fitted[i]!),
          product,
        );
        return largestDifference(product, new Float64Array(size)) < 1e-10;
      }),
    );
  });

  it('fits the Longley-like hard case of nearly equal columns and says the rank of equal ones', () => {
    const near = Float64Array.of(1, 1, 1, 1 + 1e-7, 1, 1 - 1e-7);
    expect(
      [...leastSquares(qrFactor(near, 3, 2), Float64Array.of(3, 3 + 2e-7, 3 - 2e-7))].map(
        (x) => Math.round(x * 1e6) / 1e6,
      ),
    ).toEqual([1, 2]);
    const equal = qrFactor(Float64Array.of(1, 1, 2, 2, 3, 3), 3, 2);
    expect(equal.rank).toBe(1);
    expect([...leastSquares(equal, Float64Array.of(2, 4, 6))].sort()).toEqual([0, expect.closeTo(2, 12)]);
  });
});
