import { type Fusion, type SearchOptions, searchDefaults, type Weights } from '@stellwerk/rag';

const zScore: Fusion = searchDefaults.fusion;
const row = (weights: Weights, fusion: Fusion = zScore): SearchOptions => ({ ...searchDefaults, weights, fusion });
const RRF_TUNED = { kind: 'reciprocal-rank', k: 2 } as const;
const RRF_TEXTBOOK = { kind: 'reciprocal-rank', k: 61 } as const;
const all: Weights = { sentence: 1, section: 1, words: 1, 'section-words': 1, grams: 1, 'section-grams': 1 };

/** Rows of the table: which signals, how fused. */
export const sentenceRows: Readonly<Record<string, SearchOptions>> = {
  'words (BM25, stems)': row({ words: 1 }),
  '4-grams (BM25)': row({ grams: 1 }),
  'lexical, RRF k 2': row({ words: 1, grams: 1 }, RRF_TUNED),
  'lexical, RRF k 61': row({ words: 1, grams: 1 }, RRF_TEXTBOOK),
  'lexical, z': row({ words: 1, grams: 2, 'section-words': 0.5, 'section-grams': 0.5 }),
  'dense, sentence': row({ sentence: 1 }),
  'dense, sentence and section': row({ sentence: 1, section: 1 }),
  'hybrid, RRF k 61': row(all, RRF_TEXTBOOK),
  'hybrid, DBSF': row({ ...searchDefaults.weights }, { kind: 'distribution-based' }),
  'hybrid, words without 4-grams': row(
    { sentence: 1, section: 1, words: 0.2, 'section-words': 0.2 },
    { kind: 'z-score', floors: {} },
  ),
  hybrid: searchDefaults,
};

export const paragraphRows: Readonly<Record<string, SearchOptions>> = {
  'words (BM25, stems)': row({ 'section-words': 1 }),
  '4-grams (BM25)': row({ 'section-grams': 1 }),
  'lexical, RRF k 2': row({ 'section-words': 1, 'section-grams': 1 }, RRF_TUNED),
  dense: row({ section: 1 }),
  'hybrid, RRF k 61': row(all, RRF_TEXTBOOK),
  hybrid: searchDefaults,
};
