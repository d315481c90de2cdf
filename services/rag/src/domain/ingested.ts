import type { MediaType } from './document.js';

/** What became of a document; goes out as `rag.ingested`. Holds no text. */
export interface IngestedEvent {
  /** Of tenant, document, version, outcome and moment: the same over retries of publishing. */
  readonly ingestionId: string;
  readonly tenant: string;
  /** ISO 8601. */
  readonly at: string;
  readonly source: string;
  readonly documentId: string;
  /** Absent = the document could not be read. */
  readonly version?: string;
  /** Version that was served before. */
  readonly supersedes?: string;
  readonly outcome: 'indexed' | 'rejected' | 'failed' | 'deleted';
  readonly errorCode?: string;
  readonly mediaType?: MediaType;
  readonly language?: string;
  /** As handed in. */
  readonly bytes: number;
  /** UTF-16 units of the normalised text. */
  readonly characters: number;
  readonly chunks: number;
  readonly pointsExpected: number;
  readonly pointsPresent: number;
  readonly pointsWritten: number;
  readonly embeddingsComputed: number;
  /** Places where personal data was masked. */
  readonly redactions: number;
  /** Stretches that look like instructions to a model. */
  readonly suspicious: number;
  /** Name of the generation that serves. */
  readonly generation: string;
  readonly milliseconds: number;
}
