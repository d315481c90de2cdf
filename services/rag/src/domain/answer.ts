import type { TextRange } from './document.js';
import type { Reader, SearchFilters, SearchHit } from './search.js';

/** Proof of a sentence: a slice of a stored version, compared byte for byte before it is given out. */
export interface Citation extends TextRange {
  readonly documentId: string;
  readonly version: string;
  readonly quote: string;
  readonly title: string;
  readonly uri?: string;
}

export type SentenceVerdict = 'supported' | 'contradicted' | 'not-found';

export interface AnswerSentence {
  readonly text: string;
  readonly verdict: SentenceVerdict;
  readonly citations: readonly Citation[];
}

export interface AnswerRequest {
  readonly question: string;
  readonly reader: Reader;
  readonly filters: SearchFilters;
  /** Language of the answer; absent = that of the question. */
  readonly language?: 'de' | 'en';
  readonly tone?: 'neutral' | 'friendly' | 'formal';
  readonly maxSentences: number;
  /** Token that asks. */
  readonly caller: string;
}

export interface Answer {
  readonly abstained: boolean;
  /** Why nothing was answered. */
  readonly reason?: 'not-in-sources' | 'blocked' | 'model-unavailable';
  readonly sentences: readonly AnswerSentence[];
  readonly hits: readonly SearchHit[];
  /** Calibrated probability that the sources answer the question. */
  readonly confidence: number;
  readonly language: 'de' | 'en';
  readonly model: string;
  readonly prompt: string;
  readonly generation: string;
  readonly cache: 'none' | 'exact' | 'semantic';
  readonly cost: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly costMicros?: number;
    readonly currency?: string;
  };
  readonly traceId?: string;
}
