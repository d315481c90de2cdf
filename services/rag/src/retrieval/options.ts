import type { Boosts } from './boosts.js';
import type { Weights } from './fusion/signals.js';
import type { DeviationFloors } from './fusion/z-score.js';

/** How lists become one ranking. */
export type Fusion =
  | { readonly kind: 'z-score'; readonly floors: DeviationFloors }
  | { readonly kind: 'reciprocal-rank'; readonly k: number }
  | { readonly kind: 'distribution-based' };

/** How a tenant's searches rank; {@link searchDefaults} where its settings say nothing. */
export interface SearchOptions {
  readonly fusion: Fusion;
  readonly weights: Weights;
  /** Entries of each signal's list. */
  readonly candidates: number;
  /** Best candidates whose scores are made exact in every signal before the final order. */
  readonly exactCandidates: number;
  /** Of maximal marginal relevance: 0 = none, 1 = nothing but difference. */
  readonly diversity: number;
  readonly boosts: Boosts;
  /** Best candidates that the re-ranker sees, where there is one. */
  readonly rerankTop: number;
}

/**
 * The weights of words, letters and vectors and the floors were chosen on three of five articles of XQuAD-R in both languages;
 * that of `expected` was looked up on all, where it adds 0.2 to 0.3 points in each direction. Exact scores for 150 candidates
 * instead of all cost less than a thousandth; for 60, half a point. Between 60 and 400 entries of each
 * list nDCG@10 changes by a thousandth. See the benchmark `rag.retrieval`.
 */
export const searchDefaults: SearchOptions = {
  fusion: { kind: 'z-score', floors: { words: 1.2, 'section-words': 2, grams: 8, 'section-grams': 11 } },
  weights: {
    sentence: 1,
    section: 1.2,
    words: 0.05,
    'section-words': 0.1,
    grams: 0.2,
    'section-grams': 0.3,
    // More than all other signals together: what has the code, number or phrase stands before what has not.
    exact: 10,
    expected: 0.8,
  },
  candidates: 60,
  exactCandidates: 150,
  diversity: 0,
  boosts: {},
  rerankTop: 20,
};
