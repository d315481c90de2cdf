/** A document as readers of the API see it: who answers for it and whether the index has all of it. Holds no text. */
export interface DocumentView {
  readonly documentId: string;
  readonly source: string;
  readonly title: string;
  readonly language: string;
  readonly uri?: string;
  readonly publishedAt?: string;
  readonly mediaType: string;
  readonly version: string;
  readonly state: 'complete' | 'pending' | 'failed';
  readonly access: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly owner: string;
  readonly legalBasis: string;
  readonly licence: string;
  readonly trust: string;
  readonly keepUntil: string | null;
  readonly bytes: number;
  readonly characters: number;
  /** Points by the ledger, in the generation that serves. */
  readonly points: number;
  readonly redactions: number;
  readonly suspicious: number;
  readonly ingestedAt?: string;
  /** Why the last attempt failed; the version above serves all the same. */
  readonly lastError?: string;
}

export interface DocumentPage {
  readonly documents: readonly DocumentView[];
  /** Id to give as `after` for the next page; absent = this was the last. */
  readonly next?: string;
}

/** What became of a document that was handed in. */
export interface DocumentResult {
  readonly documentId: string;
  readonly source: string;
  /** `updated`: the version that is served was changed in place, such as who may read it. */
  readonly outcome: 'indexed' | 'updated' | 'unchanged' | 'rejected' | 'failed' | 'cancelled';
  readonly version?: string;
  readonly supersedes?: string;
  readonly chunks: number;
  readonly pointsWritten: number;
  readonly embeddingsComputed: number;
  readonly error?: { readonly code: string; readonly detail: string; readonly fix: string; readonly field?: string };
}

/** A generation of the index. */
export interface GenerationView {
  readonly name: string;
  readonly state: string;
  readonly expected: number;
  readonly present: number;
}
