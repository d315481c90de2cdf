import { PARSER_VERSION, ParserThreads } from '../adapters/parser-threads.js';
import type { Config } from '../config.js';
import type { DocumentParser } from '../ingestion/ports.js';

export interface OpenParser {
  readonly parser: DocumentParser;
  close(): Promise<void>;
}

const MEBIBYTE = 1_048_576;

/** Reads documents in threads, within the bounds of the settings. */
export function createParser({ maxDocumentMegabytes }: Pick<Config, 'maxDocumentMegabytes'>): OpenParser {
  const threads = new ParserThreads();
  const limits = { maxBytes: maxDocumentMegabytes * MEBIBYTE };
  return {
    parser: { version: PARSER_VERSION, parse: (document, signal) => threads.parse(document, signal, { limits }) },
    close: () => threads.close(),
  };
}
