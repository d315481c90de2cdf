import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { type IncomingDocument, mediaTypes } from '../document.js';
import { decodeText } from './decode-text.js';
import { tooLarge } from './document-text.js';
import { parseDocx } from './docx/parse-docx.js';
import type { Draft, DraftContext } from './draft.js';
import { htmlCharset } from './html-meta.js';
import { languageOf } from './language.js';
import { normaliseText } from './normalise.js';
import { parseCsv } from './parse-csv.js';
import { parseHtml } from './parse-html.js';
import { parseJson } from './parse-json.js';
import { parseMarkdown } from './parse-markdown.js';
import { parseText } from './parse-text.js';
import { defaultLimits, type ParsedFile, type ParseNote, type ParseOptions } from './parsed-file.js';
import { parsePdf } from './pdf/parse-pdf.js';
import { signatureOf } from './signature.js';

const MAX_TITLE_UNITS = 300;

type Incoming = Pick<IncomingDocument, 'mediaType' | 'bytes' | 'title' | 'language' | 'publishedAt' | 'documentId'>;

/**
 * Reads a document of any media type into text and blocks. Pure: the same bytes and options give the same result. Files of
 * strangers are read in a thread of their own (`adapters/parser-threads.ts`), which bounds time and memory as well.
 * @throws StellwerkError RAG_DOCUMENT_*, RAG_ENCODING_INVALID, RAG_ARCHIVE_SUSPICIOUS, RAG_CSV_INVALID, RAG_COLUMN_UNKNOWN,
 * RAG_JSON_*
 */
export async function parseDocument(incoming: Incoming, options: ParseOptions = {}): Promise<ParsedFile> {
  const limits = { ...defaultLimits, ...options.limits };
  if (incoming.bytes.length > limits.maxBytes) throw tooLarge(limits.maxBytes, 'bytes');
  if (incoming.bytes.length === 0) throw new StellwerkError(errors.DOCUMENT_EMPTY, {}, { field: 'bytes' });
  refuseOtherType(incoming);
  const context: DraftContext = { limits, ...(options.faqColumns && { faqColumns: options.faqColumns }) };
  const { draft, notes } = await draftOf(incoming, context, options.charset);
  return finished(incoming, draft, notes);
}

interface Read {
  readonly draft: Draft;
  readonly notes: readonly ParseNote[];
}

async function draftOf(incoming: Incoming, context: DraftContext, charset: string | undefined): Promise<Read> {
  const { mediaType, bytes } = incoming;
  const read = (parse: (text: string) => Draft, announced = charset): Read => {
    const { text, notes } = decodeText(bytes, announced);
    return { draft: parse(text), notes };
  };
  switch (mediaType) {
    case 'text/markdown':
      return read((text) => parseMarkdown(text, context));
    case 'text/html':
      return read((text) => parseHtml(text, context), charset ?? htmlCharset(bytes));
    case 'text/csv':
      return read((text) => parseCsv(text, context));
    case 'text/tab-separated-values':
      return read((text) => parseCsv(text, context, '\t'));
    case 'application/json':
      return read((text) => parseJson(text, context));
    case 'text/plain':
      return read((text) => parseText(text, context));
    case 'application/pdf':
      return { draft: await parsePdf(bytes, context), notes: [] };
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return { draft: await parseDocx(bytes, context), notes: [] };
  }
}

function finished(incoming: Incoming, draft: Draft, decoding: readonly ParseNote[]): ParsedFile {
  const { text, blocks, notes } = draft.document.built();
  if (text === '') throw new StellwerkError(errors.DOCUMENT_EMPTY, {}, { field: 'bytes' });
  const { language, disagrees } = languageOf(text, draft.language);
  const heading = blocks.find(({ kind }) => kind === 'heading');
  const title = [incoming.title, draft.title, heading && text.slice(heading.start, heading.end), incoming.documentId]
    .map((one) => normaliseText(one ?? '', 'fold').text.replaceAll('\n', ' '))
    .find((one) => one !== '');
  const publishedAt = incoming.publishedAt ?? draft.publishedAt;
  const language_: ParseNote[] =
    disagrees && incoming.language === undefined ? [{ kind: 'language', count: 1, detail: `read as ${language}` }] : [];
  return {
    title: (title ?? '').slice(0, MAX_TITLE_UNITS),
    language: incoming.language ?? language,
    text,
    blocks,
    ...(publishedAt !== undefined && { publishedAt }),
    notes: [...decoding, ...notes, ...language_],
  };
}

function refuseOtherType({ mediaType, bytes }: Incoming): void {
  if (!mediaTypes.includes(mediaType))
    throw new StellwerkError(errors.DOCUMENT_TYPE_UNKNOWN, { mediaType }, { field: 'mediaType' });
  const found = signatureOf(bytes);
  if (found !== undefined && !found.mediaTypes.includes(mediaType))
    throw new StellwerkError(errors.DOCUMENT_NOT_OF_TYPE, { mediaType, found: found.name }, { field: 'mediaType' });
}
