import { dot } from './matrix.js';

const ITERATIONS = 6;

/**
 * Orthonormal directions in which the rows of a matrix vary most: its leading right singular vectors, by block power iteration from
 * rows of the matrix itself.
 * @param rows count × width, row by row
 * @param rank number of directions, at most `count` and `width`
 * @returns rank × width; fewer rows where the matrix has a lower rank
 */
export function leadingDirections(rows: Float64Array, count: number, width: number, rank: number): Float64Array[] {
  let directions = orthonormal(
    Array.from({ length: rank }, (_, k) => {
      const row = Math.floor((k * count) / rank);
      return rows.slice(row * width, (row + 1) * width);
    }),
  );
  for (let iteration = 0; iteration < ITERATIONS; iteration++)
    directions = orthonormal(directions.map((direction) => image(rows, count, width, direction)));
  return directions;
}

/** Gram and Schmidt's orthonormalisation, twice over for accuracy; rows that depend on earlier ones are left out. */
export function orthonormal(rows: readonly Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const row of rows) {
    const rest = row.slice();
    const before = Math.sqrt(dot(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      for (const other of kept) {
        const share = dot(rest, other);
        for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! - share * other[i]!;
      }
    }
    const norm = Math.sqrt(dot(rest, rest));
    if (norm > 1e-10 * before) kept.push(rest.map((value) => value / norm));
  }
  return kept;
}

/** XᵀX v. */
function image(rows: Float64Array, count: number, width: number, vector: Float64Array): Float64Array {
  const result = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    const start = row * width;
    let product = 0;
    for (let i = 0; i < width; i++) product += rows[start + i]! * vector[i]!;
    for (let i = 0; i < width; i++) result[i] = result[i]! + product * rows[start + i]!;
  }
  return result;
}
