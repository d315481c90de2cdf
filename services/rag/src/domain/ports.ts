import type { DocumentVersion, TextRange } from './document.js';
import type { Reader, SearchRequest, SearchResult } from './search.js';

/** Texts of versions, current and superseded. */
export interface StoredTexts {
  /** The normalised text of a version; undefined where it was erased or never was. */
  textOf(tenant: string, version: DocumentVersion): Promise<string | undefined>;
  /** Whether the version is the one that is served now. */
  isCurrent(tenant: string, version: DocumentVersion): Promise<boolean>;
}

export interface Retriever {
  search(request: SearchRequest, reader: Reader): Promise<SearchResult>;
}

/** Unit of text with its place, for prompts: what surrounds a hit. */
export interface Passage extends TextRange, DocumentVersion {
  readonly text: string;
}
