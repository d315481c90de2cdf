import type { ParsedDocument } from '../document.js';

/** What was left out, repaired or doubted while a document was read; said to whoever handed it in. Holds none of its text. */
export interface ParseNote {
  readonly kind: /** What a reader of the document cannot see: hidden elements, comments, text without size or contrast. */
    | 'hidden-text'
    /** Zero-width, bidirectional and tag characters. */
    | 'invisible-characters'
    /** Navigation, footers, banners, running heads of pages. */
    | 'boilerplate'
    /** The bytes are in another encoding than announced, or text was encoded twice; it was read as `detail` says. */
    | 'encoding'
    /** Characters that were lost before the document came here (U+FFFD). */
    | 'replacement-characters'
    /** The announced language is not that of the text. */
    | 'language'
    /** Columns, fields or parts that are not read, named in `detail`. */
    | 'left-out';
  /** How many parts or characters. */
  readonly count: number;
  readonly detail?: string;
}

/** A document as a parser gives it. */
export interface ParsedFile extends ParsedDocument {
  /** ISO 8601 date or instant that the document gives for itself. */
  readonly publishedAt?: string;
  readonly notes: readonly ParseNote[];
}

/** Columns of a table of questions and answers, where their names are not among the known ones. */
export interface FaqColumns {
  readonly question: string;
  readonly answer: string;
}

export interface ParseOptions {
  readonly limits?: Partial<DocumentLimits>;
  /** Encoding that came with the bytes, such as the charset of an HTTP answer. */
  readonly charset?: string;
  readonly faqColumns?: FaqColumns;
}

/** Bounds of one document. What is beyond is refused, not cut. */
export interface DocumentLimits {
  readonly maxBytes: number;
  /** UTF-16 units of text. */
  readonly maxTextUnits: number;
  readonly maxBlocks: number;
  /** Nesting of HTML elements. */
  readonly maxElementDepth: number;
  readonly maxElements: number;
  readonly maxJsonDepth: number;
  readonly maxColumns: number;
  readonly maxPages: number;
  /** Objects of a PDF, as its cross-reference tables announce them. */
  readonly maxPdfObjects: number;
  /** Bytes of all files of an archive together. */
  readonly maxUnpackedBytes: number;
  /** Unpacked to packed bytes of one file of an archive. */
  readonly maxUnpackRatio: number;
  readonly maxArchiveFiles: number;
}

export const defaultLimits: DocumentLimits = {
  maxBytes: 25_000_000,
  maxTextUnits: 5_000_000,
  maxBlocks: 200_000,
  maxElementDepth: 200,
  maxElements: 500_000,
  maxJsonDepth: 32,
  maxColumns: 200,
  maxPages: 2_000,
  maxPdfObjects: 500_000,
  maxUnpackedBytes: 100_000_000,
  maxUnpackRatio: 200,
  maxArchiveFiles: 2_000,
};
