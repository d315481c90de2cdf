// Philox4x32-10: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;
const { imul } = Math;

/**
 * One block of the counter-based generator: four random words from a counter of four words and a key of two.
 * @param counter four words; replaced by the random words
 */
export function philox(counter: Uint32Array, key0: number, key1: number): void {
  let a = counter[0]!;
  let b = counter[1]!;
  let c = counter[2]!;
  let d = counter[3]!;
  let k0 = key0;
  let k1 = key1;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highWord(MULTIPLIER_0, a);
    const high1 = highWord(MULTIPLIER_1, c);
    const low0 = imul(MULTIPLIER_0, a);
    a = high1 ^ b ^ k0;
    b = imul(MULTIPLIER_1, c);
    c = high0 ^ d ^ k1;
    d = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  counter[0] = a;
  counter[1] = b;
  counter[2] = c;
  counter[3] = d;
}

/** The upper 32 bits of the product of two unsigned words, out of products of halves that each fit into 32 bits. */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const one = (imul(aHigh, bLow) + (imul(aLow, bLow) >>> 16)) | 0;
  const two = (imul(aLow, bHigh) + (one & 0xffff)) | 0;
  return (imul(aHigh, bHigh) + (one >>> 16) + (two >>> 16)) | 0;
}
