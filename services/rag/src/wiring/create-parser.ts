import type { Config } from '../config.js';
import { parseDocument } from '../domain/documents/parse-document.js';
import type { DocumentParser } from '../ingestion/ports.js';

export interface OpenParser {
  readonly parser: DocumentParser;
  close(): Promise<void>;
}

const MEBIBYTE = 1_048_576;
const PARSER_VERSION = 1;

/** Reads documents, within the bounds of the settings. */
export function createParser({ maxDocumentMegabytes }: Pick<Config, 'maxDocumentMegabytes'>): OpenParser {
  const limits = { maxBytes: maxDocumentMegabytes * MEBIBYTE };
  return {
    parser: { version: PARSER_VERSION, parse: (document) => parseDocument(document, { limits }) },
    close: async () => {},
  };
}
