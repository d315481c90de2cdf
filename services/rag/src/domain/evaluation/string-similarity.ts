const WORD_BITS = 32;

/** `exact_match`. */
export const exactMatch = (reference: string, response: string): number => Number(reference === response);

/** `string_present`: whether the reference stands in the response. */
export const stringPresent = (reference: string, response: string): number => Number(response.includes(reference));

/**
 * `non_llm_string_similarity` with RAGAS' default measure: 1 − Levenshtein distance / length of the longer text, in code points; two
 * empty texts are equal.
 */
export function nonLlmStringSimilarity(reference: string, response: string): number {
  const [left, right] = [codePoints(reference), codePoints(response)];
  const longer = Math.max(left.length, right.length);
  return longer === 0 ? 1 : 1 - levenshtein(left, right) / longer;
}

const codePoints = (text: string): readonly number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);

/**
 * Least number of insertions, deletions and substitutions, by bit vectors (Myers 1999, in the blocks of Hyyrö 2003): 32 rows of the
 * table at a time, so that pages can be compared.
 */
export function levenshtein(left: readonly number[], right: readonly number[]): number {
  const [pattern, text] = left.length >= right.length ? [left, right] : [right, left];
  if (text.length === 0) return pattern.length;
  const blocks = Math.ceil(pattern.length / WORD_BITS);
  const masks = masksOf(pattern, blocks);
  const nowhere = new Int32Array(blocks);
  /** Whether the table grows, or falls, from the row above: one bit per row. */
  const grows = new Int32Array(blocks).fill(-1);
  const falls = new Int32Array(blocks);
  const lastBit = 1 << ((pattern.length - 1) % WORD_BITS);
  let distance = pattern.length;
  for (const symbol of text) {
    const matches = masks.get(symbol) ?? nowhere;
    // The first row is the number of symbols read: each step adds one from above.
    let carryGrows = 1;
    let carryFalls = 0;
    for (let block = 0; block < blocks; block++) {
      const up = grows[block] ?? 0;
      const down = falls[block] ?? 0;
      const match = (matches[block] ?? 0) | carryFalls;
      const diagonal = ((((match & up) + up) | 0) ^ up) | match | down;
      const rowGrows = down | ~(diagonal | up);
      const rowFalls = up & diagonal;
      const top = block === blocks - 1 ? lastBit : 1 << (WORD_BITS - 1);
      const outGrows = (rowGrows & top) === 0 ? 0 : 1;
      const outFalls = (rowFalls & top) === 0 ? 0 : 1;
      const shiftedGrows = (rowGrows << 1) | carryGrows;
      const shiftedFalls = (rowFalls << 1) | carryFalls;
      const verticalMatch = (matches[block] ?? 0) | down;
      grows[block] = shiftedFalls | ~(verticalMatch | shiftedGrows);
      falls[block] = shiftedGrows & verticalMatch;
      carryGrows = outGrows;
      carryFalls = outFalls;
    }
    distance += carryGrows - carryFalls;
  }
  return distance;
}

/** Where each symbol stands in the pattern. */
function masksOf(pattern: readonly number[], blocks: number): ReadonlyMap<number, Int32Array> {
  const masks = new Map<number, Int32Array>();
  pattern.forEach((symbol, at) => {
    const mask = masks.get(symbol) ?? new Int32Array(blocks);
    const block = Math.floor(at / WORD_BITS);
    mask[block] = (mask[block] ?? 0) | (1 << (at % WORD_BITS));
    masks.set(symbol, mask);
  });
  return masks;
}
