import type { MediaType, ParsedDocument } from '../domain/document.js';
import { parseDocument } from '../domain/documents/parse-document.js';
import type { ParsedFile, ParseOptions } from '../domain/documents/parsed-file.js';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Reads a text or bytes as a document of a media type. */
export function parsed(
  content: string | Uint8Array,
  mediaType: MediaType,
  options: ParseOptions = {},
): Promise<ParsedFile> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return parseDocument({ documentId: 'doc-1', mediaType, bytes }, options);
}

/** The blocks of a document, one line each: kind, level of a heading, text. */
export function outline({ text, blocks }: Pick<ParsedDocument, 'text' | 'blocks'>): string[] {
  return blocks.map(({ kind, level, start, end }) => `${kind}${level ?? ''}: ${text.slice(start, end)}`);
}
