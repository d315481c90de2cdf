import type { TextRange } from './document.js';

/** Who asks: a tenant, and the labels of what may be read. */
export interface Reader {
  readonly tenant: string;
  readonly access: readonly string[];
  /**
   * Sources that let in none of these labels today, whatever their documents said when they came: narrowing a source holds at once.
   * None where absent.
   */
  readonly closedSources?: readonly string[];
}

/** Pre-filters on the documents; all that are given must hold. */
export interface SearchFilters {
  readonly sources?: readonly string[];
  readonly languages?: readonly string[];
  readonly documentIds?: readonly string[];
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** ISO 8601 dates, inclusive. */
  readonly publishedFrom?: string;
  readonly publishedTo?: string;
  readonly minimumTrust?: 'untrusted' | 'reviewed' | 'own';
}

export interface SearchRequest {
  readonly query: string;
  /** Best hits to return, 1..100. */
  readonly limit: number;
  /** Sentences, or the sections they stand in. */
  readonly unit: 'sentence' | 'section';
  readonly filters: SearchFilters;
}

export const signalNames = [
  'sentence',
  'section',
  'words',
  'section-words',
  'grams',
  'section-grams',
  'exact',
  'expected',
] as const;
/**
 * `sentence`/`section`: cosine of dense vectors; `words`: stemmed BM25; `grams`: BM25 of character 4-grams; `exact`: codes,
 * long numbers and quoted phrases, where the question has any; `expected`: whether the sentence holds a number or a date,
 * where the question asks for one.
 */
export type SignalName = (typeof signalNames)[number];

/** What one signal said of a hit. */
export interface SignalScore {
  /** As the engine gives it. */
  readonly raw: number;
  /** After normalisation over the candidates of the query. */
  readonly normalised: number;
  /** From 1; null = the signal did not list it. */
  readonly rank: number | null;
}

export interface SearchHit extends TextRange {
  readonly documentId: string;
  readonly version: string;
  readonly source: string;
  readonly title: string;
  readonly uri?: string;
  readonly language: string;
  readonly publishedAt?: string;
  readonly trust: 'untrusted' | 'reviewed' | 'own';
  readonly headingPath: readonly string[];
  readonly page?: number;
  /** Slice of the stored version, `[start, end)`. */
  readonly text: string;
  readonly section: TextRange;
  /** True where the chunk holds what looks like an instruction to a model. */
  readonly suspicious?: boolean;
  /** Comparable within one result only. */
  readonly score: number;
  /** What the re-ranker said, where it saw the hit. */
  readonly rerankScore?: number;
  readonly signals: Readonly<Partial<Record<SignalName, SignalScore>>>;
}

/** A document as it is named in a list. */
export type CorpusDocument = Pick<
  SearchHit,
  'documentId' | 'version' | 'source' | 'title' | 'uri' | 'language' | 'publishedAt'
>;

/** Which documents there are, within the rights and filters of the request. */
export interface CorpusAnswer {
  readonly total: number;
  /** The first 100 of them: best first where a topic was asked for, else in the order of the index. */
  readonly documents: readonly CorpusDocument[];
  /** Documents by source and by language, most first. */
  readonly sources: readonly { readonly value: string; readonly count: number }[];
  readonly languages: readonly { readonly value: string; readonly count: number }[];
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** Name of the embedding generation that answered. */
  readonly generation: string;
  /**
   * Whether a cross-encoder put the best hits in order; `failed` = it did not answer, and the order is that of the fusion.
   * Absent where none is set up.
   */
  readonly reranked?: 'yes' | 'failed';
  /** Where the question asks which documents there are: the answer to that. The hits are then those of its topic. */
  readonly corpus?: CorpusAnswer;
}
