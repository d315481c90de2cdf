import type { DocumentText } from './document-text.js';
import type { DocumentLimits, FaqColumns } from './parsed-file.js';

/** What a parser finds in a file: text with blocks, and what the file says of itself. */
export interface Draft {
  readonly document: DocumentText;
  readonly title?: string;
  /** Language that the file announces. */
  readonly language?: string;
  readonly publishedAt?: string;
}

/** What parsers are given besides the content. */
export interface DraftContext {
  readonly limits: DocumentLimits;
  readonly faqColumns?: FaqColumns;
}
