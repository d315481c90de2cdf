import type { TextRange } from './document.js';

/** The unit that is matched: a sentence, or a few short ones of the same block. Never inside a sentence, number, URL or table row. */
export interface Chunk extends TextRange {
  readonly ordinal: number;
  /** The bare text: shown and cited. Equal to the slice of the document's text. */
  readonly text: string;
  /** Section that is given to a reader or a prompt; several chunks share it. */
  readonly parent: Section;
  readonly headingPath: readonly string[];
  readonly language: string;
  readonly page?: number;
  readonly tokens: number;
  /** Sentences of the chunk, offsets into the document's text. */
  readonly sentences: readonly TextRange[];
}

/** A section of a document: a paragraph, a list, a question with its answer, rows of a table. */
export interface Section extends TextRange {
  readonly ordinal: number;
  /** Title, heading path and the section's text, bounded: what is embedded beside the bare text. */
  readonly contextualText: string;
}
