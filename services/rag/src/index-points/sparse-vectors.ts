import type { SparseVector } from '@stellwerk/vectors';
import type { Bm25Parameters } from './lexicon.js';
import { termIndex } from './term-hash.js';

/**
 * A text's side of BM25: per term its saturated frequency. Inverse document frequency is the engine's part, so that it is
 * that of the points which are there now.
 * @param unweighted Terms that are found and do not make the text longer, such as pairs of words
 */
export function documentVector(
  terms: readonly string[],
  { k1, b, averageLength }: Bm25Parameters,
  unweighted: readonly string[] = [],
): SparseVector {
  const norm = k1 * (1 - b + (b * terms.length) / averageLength);
  const frequencies = new Map<number, number>();
  for (const term of [...terms, ...unweighted]) {
    const index = termIndex(term);
    frequencies.set(index, (frequencies.get(index) ?? 0) + 1);
  }
  return ascending([...frequencies].map(([index, frequency]) => [index, (frequency * (k1 + 1)) / (frequency + norm)]));
}

/** A question's side: 1 for each different term. */
export const queryVector = (terms: readonly string[]): SparseVector =>
  ascending([...new Set(terms.map(termIndex))].map((index) => [index, 1]));

function ascending(entries: [index: number, value: number][]): SparseVector {
  const sorted = entries.sort(([one], [other]) => one - other);
  return { indices: sorted.map(([index]) => index), values: sorted.map(([, value]) => value) };
}
