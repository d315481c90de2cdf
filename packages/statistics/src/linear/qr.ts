/** A Householder QR factorisation with column pivoting: A P = Q R. */
export interface QrFactor {
  readonly rows: number;
  readonly columns: number;
  /** R in the upper triangle; below it and in `heads` the Householder vectors. */
  readonly packed: Float64Array;
  /** First elements of the Householder vectors. */
  readonly heads: Float64Array;
  /** Column of A that stands at each place of R. */
  readonly pivots: Int32Array;
  /** Columns that are linearly independent, to 1e-12 of the largest. */
  readonly rank: number;
}

const RANK_TOLERANCE = 1e-12;

/** Factors a matrix of any shape (Businger and Golub 1965). @param a rows × columns, row by row; is not changed */
export function qrFactor(a: Float64Array, rows: number, columns: number): QrFactor {
  if (a.length !== rows * columns)
    throw new RangeError(`a ${rows} x ${columns} matrix has ${rows * columns} elements, got ${a.length}`);
  const packed = a.slice();
  const pivots = Int32Array.from({ length: columns }, (_, i) => i);
  const steps = Math.min(rows, columns);
  const heads = new Float64Array(steps);
  let rank = 0;
  let largest = 0;
  for (let step = 0; step < steps; step++) {
    const { column, norm } = longestColumn(packed, rows, columns, step);
    if (step === 0) largest = norm;
    if (!(norm > RANK_TOLERANCE * largest)) break;
    swapColumns(packed, rows, columns, step, column);
    [pivots[step], pivots[column]] = [pivots[column]!, pivots[step]!];
    rank += 1;
    const lead = packed[step * columns + step]!;
    const alpha = lead > 0 ? -norm : norm;
    heads[step] = lead - alpha;
    packed[step * columns + step] = alpha;
    for (let other = step + 1; other < columns; other++)
      reflect(packed, heads[step]!, rows, columns, step, packed, columns, other);
  }
  return { rows, columns, packed, heads, pivots, rank };
}

/**
 * The x that makes |A x − b| smallest. Columns beyond the rank get the coefficient 0, so x is finite for collinear columns, too.
 * @param b `rows` long; is not changed
 */
export function leastSquares(factor: QrFactor, b: Float64Array): Float64Array {
  const { rows, columns, packed, heads, pivots, rank } = factor;
  if (b.length !== rows) throw new RangeError(`b must have ${rows} elements, got ${b.length}`);
  const rotated = b.slice();
  for (let step = 0; step < rank; step++) reflect(packed, heads[step]!, rows, columns, step, rotated, 1, 0);
  const x = new Float64Array(columns);
  for (let row = rank - 1; row >= 0; row--) {
    let sum = rotated[row]!;
    for (let k = row + 1; k < rank; k++) sum -= packed[row * columns + k]! * x[pivots[k]!]!;
    x[pivots[row]!] = sum / packed[row * columns + row]!;
  }
  return x;
}

function longestColumn(packed: Float64Array, rows: number, columns: number, step: number) {
  let best = { column: step, norm: -1 };
  for (let column = step; column < columns; column++) {
    let largest = 0;
    for (let row = step; row < rows; row++) largest = Math.max(largest, Math.abs(packed[row * columns + column]!));
    let sum = 0;
    for (let row = step; row < rows && largest > 0; row++) sum += (packed[row * columns + column]! / largest) ** 2;
    const norm = largest * Math.sqrt(sum);
    if (norm > best.norm) best = { column, norm };
  }
  return best;
}

function swapColumns(packed: Float64Array, rows: number, columns: number, one: number, other: number): void {
  if (one === other) return;
  for (let row = 0; row < rows; row++) {
    const kept = packed[row * columns + one]!;
    packed[row * columns + one] = packed[row * columns + other]!;
    packed[row * columns + other] = kept;
  }
}

/** Applies the Householder reflection of a step to one column of a target. */
function reflect(
  packed: Float64Array,
  head: number,
  rows: number,
  columns: number,
  step: number,
  target: Float64Array,
  width: number,
  column: number,
): void {
  let product = head * target[step * width + column]!;
  let square = head * head;
  for (let row = step + 1; row < rows; row++) {
    const value = packed[row * columns + step]!;
    product += value * target[row * width + column]!;
    square += value * value;
  }
  if (square === 0) return;
  const factor = (2 * product) / square;
  target[step * width + column] = target[step * width + column]! - factor * head;
  for (let row = step + 1; row < rows; row++)
    target[row * width + column] = target[row * width + column]! - factor * packed[row * columns + step]!;
}
