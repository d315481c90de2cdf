import type { Trust } from '@stellwerk/guard';

/** Half-open range of UTF-16 units of a document's normalised text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Who answers for a document and on what terms it may be used; no field has a silent default. */
export interface Stewardship {
  readonly owner: string;
  readonly legalBasis: string;
  readonly licence: string;
  readonly trust: Trust;
  /** Until when the document may be used; null = without end. ISO 8601. */
  readonly keepUntil: string | null;
}

/** A document as it is handed in. `documentId` is the caller's and stays the same over versions. */
export interface IncomingDocument {
  readonly tenant: string;
  /** Name of the source it belongs to, such as `faq` or `website`. */
  readonly source: string;
  readonly documentId: string;
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
  readonly title?: string;
  readonly uri?: string;
  /** BCP 47 primary tag; absent = found out from the text. */
  readonly language?: string;
  /** ISO 8601 date or instant of the content, for recency. */
  readonly publishedAt?: string;
  readonly stewardship: Stewardship;
  /** Who may read it, as labels (`public`, `role:analyst`, `group:…`); a reader needs one of them. Never empty. */
  readonly access: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export const mediaTypes = [
  'text/markdown',
  'text/html',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/csv',
  'text/tab-separated-values',
  'application/json',
  'text/plain',
] as const;
export type MediaType = (typeof mediaTypes)[number];

/** A document's text and structure, independent of the format it came in. */
export interface ParsedDocument {
  readonly title: string;
  /** Primary language of the text. */
  readonly language: string;
  /** NFC, `\n` line ends, no control characters. What is shown, cited and hashed. */
  readonly text: string;
  /** In the order of the text, not overlapping; what lies between blocks is white space. */
  readonly blocks: readonly Block[];
}

export interface Block extends TextRange {
  readonly kind: 'heading' | 'paragraph' | 'list-item' | 'table-row' | 'question' | 'answer' | 'code' | 'quote';
  /** 1..6 for a heading. */
  readonly level?: number;
  /** From 1, where the format has pages. */
  readonly page?: number;
  /** Header cells of a table row: a row is understood only with them. */
  readonly columns?: readonly string[];
}

/** A version of a document: its text by content. */
export interface DocumentVersion {
  readonly documentId: string;
  /** First 32 hex digits of the SHA-256 of the normalised text. */
  readonly version: string;
}
