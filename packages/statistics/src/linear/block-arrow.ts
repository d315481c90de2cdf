import {
  choleskyInPlace,
  inverseFromFactor,
  logDeterminant,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
} from './cholesky.js';

/**
 * Cholesky factorisation of a symmetric "arrow": diagonal blocks D₁ … D_G that meet only through a shared last block, as with
 * coefficients per geo and shared knots.
 *
 *     A = [ D₁       C₁ ]
 *         [    ⋱     ⋮  ]
 *         [      D_G C_G]
 *         [ C₁ᵀ … C_Gᵀ S]
 *
 * The work is Σ(k³ + k² s + k s²) + s³ for blocks of k and a shared part of s rows, not the cube of the whole. Fill in the blocks,
 * call {@link factor}, then solve. Nothing is allocated after the constructor. Vectors hold the blocks in order, then the shared part.
 */
export class BlockArrow {
  /** D of each block, k × k; lower triangles are read. After {@link factor} their Cholesky factors. */
  readonly blocks: readonly Float64Array[];
  /** C of each block, k × s, row by row. After {@link factor} L⁻¹ C. */
  readonly couplings: readonly Float64Array[];
  /** S, s × s. After {@link factor} the factor of its Schur complement. */
  readonly shared: Float64Array;
  /** Rows of the whole matrix. */
  readonly size: number;

  private readonly column: readonly Float64Array[];
  private readonly sharedRow: Float64Array;

  /** @param blockSizes rows of each block; @param sharedSize rows of the shared part, may be 0 */
  constructor(
    readonly blockSizes: readonly number[],
    readonly sharedSize: number,
  ) {
    this.blocks = blockSizes.map((size) => new Float64Array(size * size));
    this.couplings = blockSizes.map((size) => new Float64Array(size * sharedSize));
    this.shared = new Float64Array(sharedSize * sharedSize);
    this.column = blockSizes.map((size) => new Float64Array(size));
    this.sharedRow = new Float64Array(sharedSize);
    this.size = blockSizes.reduce((sum, size) => sum + size, sharedSize);
  }

  /** Factors in place. @returns whether the matrix is positive definite; if not, its contents mean nothing */
  factor(): boolean {
    const { sharedSize, shared } = this;
    for (const [g, size] of this.blockSizes.entries()) {
      const block = this.blocks[g]!;
      const coupling = this.couplings[g]!;
      const column = this.column[g]!;
      if (!choleskyInPlace(block, size)) return false;
      for (let j = 0; j < sharedSize; j++) {
        for (let i = 0; i < size; i++) column[i] = coupling[i * sharedSize + j]!;
        solveLower(block, size, column);
        for (let i = 0; i < size; i++) coupling[i * sharedSize + j] = column[i]!;
      }
      for (let i = 0; i < size; i++) {
        const row = i * sharedSize;
        for (let j = 0; j < sharedSize; j++) {
          const value = coupling[row + j]!;
          for (let k = 0; k <= j; k++)
            shared[j * sharedSize + k] = shared[j * sharedSize + k]! - value * coupling[row + k]!;
        }
      }
    }
    return choleskyInPlace(shared, sharedSize);
  }

  /** log |A|. */
  logDeterminant(): number {
    let sum = logDeterminant(this.shared, this.sharedSize);
    for (const [g, size] of this.blockSizes.entries()) sum += logDeterminant(this.blocks[g]!, size);
    return sum;
  }

  /** Replaces x by L⁻¹ x. */
  solveLower(x: Float64Array): void {
    const { sharedSize } = this;
    const tail = this.size - sharedSize;
    let start = 0;
    for (const [g, size] of this.blockSizes.entries()) {
      const part = this.column[g]!;
      const coupling = this.couplings[g]!;
      part.set(x.subarray(start, start + size));
      solveLower(this.blocks[g]!, size, part);
      for (let i = 0; i < size; i++) {
        const value = part[i]!;
        x[start + i] = value;
        for (let j = 0; j < sharedSize; j++) x[tail + j] = x[tail + j]! - coupling[i * sharedSize + j]! * value;
      }
      start += size;
    }
    this.sharedRow.set(x.subarray(tail));
    solveLower(this.shared, sharedSize, this.sharedRow);
    x.set(this.sharedRow, tail);
  }

  /** Replaces x by L⁻ᵀ x. With x standard normal this is a draw from N(0, A⁻¹). */
  solveLowerTransposed(x: Float64Array): void {
    const { sharedSize, sharedRow } = this;
    const tail = this.size - sharedSize;
    sharedRow.set(x.subarray(tail));
    solveLowerTransposed(this.shared, sharedSize, sharedRow);
    x.set(sharedRow, tail);
    let start = 0;
    for (const [g, size] of this.blockSizes.entries()) {
      const part = this.column[g]!;
      const coupling = this.couplings[g]!;
      for (let i = 0; i < size; i++) {
        let value = x[start + i]!;
        for (let j = 0; j < sharedSize; j++) value -= coupling[i * sharedSize + j]! * sharedRow[j]!;
        part[i] = value;
      }
      solveLowerTransposed(this.blocks[g]!, size, part);
      x.set(part, start);
      start += size;
    }
  }

  /** Replaces x by A⁻¹ x. */
  solve(x: Float64Array): void {
    this.solveLower(x);
    this.solveLowerTransposed(x);
  }

  /**
   * The blocks of A⁻¹ on the diagonal, both triangles: what the trace of A⁻¹ times a block-diagonal matrix needs.
   * @param blocks written, as {@link BlockArrow.blocks}; @param shared written, s × s
   */
  inverseBlocks(blocks: readonly Float64Array[], shared: Float64Array): void {
    const { sharedSize, sharedRow } = this;
    inverseFromFactor(this.shared, sharedSize, shared);
    for (const [g, size] of this.blockSizes.entries()) {
      const out = blocks[g]!;
      const column = this.column[g]!;
      const coupling = this.couplings[g]!;
      // Column i of L⁻ᵀ (I + W S⁻¹ Wᵀ) L⁻¹ with W = L⁻¹ C.
      for (let i = 0; i < size; i++) {
        column.fill(0);
        column[i] = 1;
        solveLower(this.blocks[g]!, size, column);
        sharedRow.fill(0);
        for (let row = 0; row < size; row++)
          for (let j = 0; j < sharedSize; j++)
            sharedRow[j] = sharedRow[j]! + coupling[row * sharedSize + j]! * column[row]!;
        solveCholesky(this.shared, sharedSize, sharedRow);
        for (let row = 0; row < size; row++)
          for (let j = 0; j < sharedSize; j++)
            column[row] = column[row]! + coupling[row * sharedSize + j]! * sharedRow[j]!;
        solveLowerTransposed(this.blocks[g]!, size, column);
        for (let row = 0; row < size; row++) out[row * size + i] = column[row]!;
      }
    }
  }
}
