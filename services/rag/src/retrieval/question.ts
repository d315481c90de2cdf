import type { SparseVector } from '@stellwerk/vectors';
import type { SignalName } from '../domain/search.js';
import { exactTerms } from '../index-points/exact-terms.js';
import { expectedTerms } from '../index-points/expected-terms.js';
import { queryVector } from '../index-points/sparse-vectors.js';
import { gramTerms, wordTerms } from '../index-points/terms.js';

/** A question as each signal reads it: the field of the points it is compared with, and its vector. */
export interface EncodedQuestion {
  readonly signals: readonly QuestionSignal[];
}

export interface QuestionSignal {
  readonly name: SignalName;
  readonly using: string;
  readonly vector: Float32Array | SparseVector;
  /** It finds nothing by itself: it only scores what the other signals found. */
  readonly scoresOnly?: true;
}

/**
 * Encodes a question. Signals for which it has no term are left out.
 * @param vector Of the question, embedded as a query
 */
export function encodeQuestion(text: string, vector: Float32Array): EncodedQuestion {
  const words = queryVector(questionWords(text));
  const grams = queryVector(gramTerms(text));
  const exact = queryVector(exactTerms(text));
  const signals: QuestionSignal[] = [
    { name: 'sentence', using: 'sentence', vector },
    { name: 'section', using: 'section', vector },
    { name: 'words', using: 'words', vector: words },
    { name: 'section-words', using: 'section-words', vector: words },
    { name: 'grams', using: 'grams', vector: grams },
    { name: 'section-grams', using: 'section-grams', vector: grams },
    { name: 'exact', using: 'words', vector: exact },
    { name: 'expected', using: 'words', vector: queryVector(expectedTerms(text)), scoresOnly: true },
  ];
  return { signals: signals.filter(({ vector: own }) => own instanceof Float32Array || own.indices.length > 0) };
}

/** Stems for German and English texts; the folded words themselves for texts of all other languages. */
const questionWords = (text: string): string[] => {
  const stems = wordTerms(text, 'de');
  return stems.length > 0 ? [...stems, ...wordTerms(text, '')] : wordTerms(text, '');
};
