import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../../errors.js';
import { DocumentText } from '../document-text.js';
import type { Draft, DraftContext } from '../draft.js';
import { pageRows } from './page-lines.js';
import { blocksOf } from './paragraphs.js';
import { readPages } from './read-pages.js';
import { withoutRunningHeads } from './running-heads.js';

/**
 * Reads a PDF: columns in reading order, paragraphs with words whole again, headings by their size, rows of tables by their
 * columns; running heads and text that nobody can see left out.
 * @throws StellwerkError RAG_DOCUMENT_ENCRYPTED, RAG_DOCUMENT_BROKEN, RAG_DOCUMENT_WITHOUT_TEXT, RAG_DOCUMENT_TOO_LARGE
 */
export async function parsePdf(bytes: Uint8Array, { limits }: DraftContext): Promise<Draft> {
  const { pages, ...meta } = await readPages(bytes, limits);
  if (pages.every(({ runs, hiddenRuns }) => runs.length === 0 && hiddenRuns === 0))
    throw new StellwerkError(errors.DOCUMENT_WITHOUT_TEXT, { pages: pages.length }, { field: 'bytes' });
  const document = new DocumentText(limits);
  const body = withoutRunningHeads(pages.map(pageRows));
  if (body.removed > 0) document.note('boilerplate', body.removed, 'running heads');
  const hidden = pages.reduce((sum, { hiddenRuns }) => sum + hiddenRuns, 0);
  if (hidden > 0) document.note('hidden-text', hidden, 'text without ink, size or place on the page');
  for (const { kind, text, page, level } of blocksOf(body.pages.flat()))
    document.add(kind, text, { page, ...(level !== undefined && { level }) });
  return { document, ...meta };
}
