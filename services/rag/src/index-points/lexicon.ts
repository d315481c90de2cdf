/** Parameters of BM25 on the document's side, `f (k1 + 1) / (f + k1 (1 − b + b · length / averageLength))`. */
export interface Bm25Parameters {
  /** How soon a repeated term adds no more. */
  readonly k1: number;
  /** How much a long text is held against its terms, 0..1. */
  readonly b: number;
  /** Terms of an average text. A constant of the generation: weights of unchanged texts never change. */
  readonly averageLength: number;
}

/** The four lexical fields of a point. */
export const lexicalFields = ['words', 'section-words', 'grams', 'section-grams'] as const;
export type LexicalField = (typeof lexicalFields)[number];

/** Weights of the lexical side. */
export type Lexicon = Readonly<Record<LexicalField, Bm25Parameters>>;

/** Version of the lexical side: terms, hashing and the parameters below. Grows when any of them changes what is indexed. */
export const LEXICON = 1;

/**
 * Lengths are the means over the German and English sentences and paragraphs of XQuAD-R, rounded. `k1` and `b` were looked up
 * on all of its sentences: the usual 1.2 and 0.75 find words 1.4 points of nDCG@10 worse in German and 0.8 in English.
 */
export const lexicon: Lexicon = {
  words: { k1: 0.9, b: 0.4, averageLength: 15 },
  'section-words': { k1: 0.9, b: 0.4, averageLength: 78 },
  grams: { k1: 0.6, b: 0.5, averageLength: 112 },
  'section-grams': { k1: 0.6, b: 0.5, averageLength: 575 },
};
