import type { TextRange } from './document.js';
import type { CorpusAnswer, Reader, SearchFilters, SearchHit } from './search.js';

export const answerLanguages = ['de', 'en'] as const;
export type AnswerLanguage = (typeof answerLanguages)[number];

/** Proof of a sentence: a slice of a stored version, compared unit for unit before it is given out. */
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
  /** Of the text; a quotation keeps the language of its source. */
  readonly language: string;
  /** Exactly the quoted text of its only citation. */
  readonly isQuotation: boolean;
  readonly verdict: SentenceVerdict;
  readonly citations: readonly Citation[];
  /** Positions of the sentences of this answer that a source says otherwise than this one. */
  readonly conflictsWith: readonly number[];
  /** Rules of the output check that flagged it and let it pass. */
  readonly flags: readonly string[];
}

/** What a reader must know beside the sentences. */
export type AnswerNote =
  | 'sources-disagree'
  | 'quoted-in-other-language'
  | 'model-replaced-by-quotations'
  | 'sentences-left-out'
  | 'context-cut'
  | 'part-not-answered';

export interface AnswerRequest {
  /** One question or several sentences, 1..2,000 UTF-16 units. */
  readonly question: string;
  readonly reader: Reader;
  readonly filters: SearchFilters;
  /** Language of the answer; absent = that of the question. */
  readonly language?: AnswerLanguage;
  /** Of what a model writes; quotations keep theirs. Absent = neutral. */
  readonly tone?: 'neutral' | 'friendly' | 'formal';
  /** 1..20. */
  readonly maxSentences: number;
  /** Token that asks. */
  readonly caller: string;
}

export interface Answer {
  readonly abstained: boolean;
  /** Why nothing was answered. */
  readonly reason?: 'not-in-sources' | 'blocked' | 'model-unavailable';
  readonly sentences: readonly AnswerSentence[];
  readonly notes: readonly AnswerNote[];
  /** Where the question asks which documents there are: the answer to that, and then there are no sentences. */
  readonly corpus?: CorpusAnswer;
  readonly hits: readonly SearchHit[];
  /** Calibrated probability that the sources answer the question. */
  readonly confidence: number;
  readonly language: AnswerLanguage;
  /** Chat model that wrote it, or `extractive`. */
  readonly model: string;
  /** Name and version of the prompt document. */
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

/** What a reader of a stream gets. A sentence comes only once it is verified; the last event holds the whole answer. */
export type AnswerEvent =
  | { readonly type: 'sentence'; readonly index: number; readonly sentence: AnswerSentence }
  | { readonly type: 'answer'; readonly answer: Answer };

export interface AnswerContext {
  /** Unique to the request and unknown to the authors of documents; the fence of the prompt is derived from it. */
  readonly requestId: string;
  readonly signal?: AbortSignal;
  /** Runs every search of the answer; for whoever measures them. */
  readonly aroundSearch?: <Result>(search: () => Promise<Result>) => Promise<Result>;
}

export interface Answerer {
  /** @throws RAG_QUESTION_INVALID, RAG_ANSWER_CANCELLED, RAG_CITATION_MISMATCH, and what search throws */
  answer(request: AnswerRequest, context: AnswerContext): Promise<Answer>;
  /** The same answer, sentence by sentence; throws as {@link answer} does. Ending the iteration early cancels. */
  stream(request: AnswerRequest, context: AnswerContext): AsyncGenerator<AnswerEvent, void, void>;
}
