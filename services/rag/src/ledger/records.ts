import type { MediaType, Stewardship } from '../domain/document.js';
import type { IngestedEvent } from '../domain/ingested.js';
import type { VersionKey } from '../domain/point-ids.js';

/**
 * `staged`: points are being written, nobody sees them. `complete`: counted in the engine and served. `superseded`: a newer
 * version serves; the text is kept for citations for a stated time. `failed`: never served, no points. `deleted`: no points,
 * no text, only that it was there.
 */
export const versionStates = ['staged', 'complete', 'superseded', 'failed', 'deleted'] as const;
export type VersionState = (typeof versionStates)[number];

/** What is known of a document beside its text; all of it can change without a new version. */
export interface DocumentMetadata {
  readonly title: string;
  readonly language: string;
  readonly uri?: string;
  /** ISO 8601 date or instant of the content. */
  readonly publishedAt?: string;
  readonly stewardship: Stewardship;
  readonly access: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What a generation holds of a version. */
export interface GenerationShare {
  /** Chunks of the version under the generation's chunker; their ids follow from it (`pointIdsOf`). */
  readonly points: number;
  /** Digest of everything that was indexed; another one means writing again. */
  readonly digest: string;
  /** `complete` only after all points were counted in the engine. */
  readonly state: 'writing' | 'complete';
}

/** What the checks of a text found; numbers only. */
export interface TextFindings {
  /** Places with personal data, by type. */
  readonly personalData: Readonly<Record<string, number>>;
  /** Of these, masked in the stored text. */
  readonly redactions: number;
  /** Stretches that look like instructions to a model, as ranges of the stored text. */
  readonly suspicious: readonly { readonly start: number; readonly end: number }[];
}

/** One version of a document, served or not. */
export interface VersionRecord extends VersionKey {
  readonly state: VersionState;
  /** Grows with every writing of the version's points; part of their edition. */
  readonly revision: number;
  /** SHA-256 of the original bytes. */
  readonly contentHash: string;
  readonly mediaType: MediaType;
  /** Digest of what text and contexts follow from beside the bytes: version of the parser, policy, given title and language. */
  readonly recipe: string;
  readonly metadata: DocumentMetadata;
  /** Digest of the other metadata as they were handed in: what changes the payload alone. */
  readonly given: string;
  readonly bytes: number;
  /** UTF-16 units of the normalised text. */
  readonly characters: number;
  /** Content addresses of the normalised text and of its structure. */
  readonly textBlob: string;
  readonly structureBlob: string;
  readonly findings: TextFindings;
  /** By name of the generation; one that is not named here lacks the version. */
  readonly generations: Readonly<Record<string, GenerationShare>>;
  readonly stagedAt: string;
  readonly completedAt?: string;
  readonly supersededAt?: string;
  readonly deletedAt?: string;
  /** Code of the catalogue; of failed versions. */
  readonly errorCode?: string;
}

/** A document of a tenant; its id is unique within the tenant. */
export interface DocumentRecord {
  readonly tenant: string;
  readonly source: string;
  readonly documentId: string;
  /** Version that is served; absent before the first and after deletion. */
  readonly serving?: string;
  /** Sequence number from which on it is served. */
  readonly since?: number;
  /** Points, texts and vectors are being taken away, or are gone. */
  readonly deletion?: 'under-way' | 'done';
  /** How the last attempt ended, where it did not end well. */
  readonly failure?: DocumentFailure;
}

export interface DocumentFailure {
  readonly code: string;
  readonly contentHash: string;
  readonly at: string;
}

/** A document that was accepted and is not decided yet; it outlives the process. */
export interface PendingRecord {
  readonly tenant: string;
  readonly source: string;
  readonly documentId: string;
  readonly contentHash: string;
  /** Content address of the original bytes. */
  readonly blob: string;
  readonly mediaType: MediaType;
  readonly title?: string;
  readonly language?: string;
  readonly uri?: string;
  readonly publishedAt?: string;
  readonly stewardship: Stewardship;
  readonly access: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly acceptedAt: string;
}

/** A version as it was written, for changing who sees it. */
export interface EditionRef extends VersionKey {
  readonly revision: number;
}

/** What one sequence number changes; written before the engine is told, so that a crash in between is finished later. */
export interface CommitIntent {
  readonly tenant: string;
  readonly sequence: number;
  /** Becomes visible; the records as they are then. */
  readonly add: readonly VersionRecord[];
  readonly remove: readonly (EditionRef & { readonly reason: 'superseded' | 'deleted' })[];
  /** Serves already and was changed in place: nothing becomes visible or invisible, and caches must still notice. */
  readonly touch: readonly VersionRecord[];
  readonly events: readonly IngestedEvent[];
  /** ISO 8601. */
  readonly at: string;
}

/** Something that is to be done from a moment on; whether it still is, the record says that it is about. */
export interface DueWork {
  readonly atMs: number;
  /** `points`: of a superseded version; `text`: of it as well; `retention`: the document's time is up. */
  readonly kind: 'points' | 'text' | 'retention';
  readonly tenant: string;
  readonly documentId: string;
  /** Empty for `retention`. */
  readonly version: string;
}
