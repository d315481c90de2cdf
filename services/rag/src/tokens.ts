import type { DocumentVersion } from './domain/document.js';
import type { StoredTexts } from './domain/ports.js';
import type { Reader } from './domain/search.js';

export const RETRIEVER = Symbol('Retriever');
export const MCP_PARTS = Symbol('McpParts');
export const CITABLE_TEXTS = Symbol('CitableTexts');

/** Stored texts with the rights to them. */
export interface CitableTexts extends StoredTexts {
  /** Whether a reader has one of the labels that the version was served under. */
  mayRead(reader: Reader, version: DocumentVersion): Promise<boolean>;
}
