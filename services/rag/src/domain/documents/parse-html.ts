import { DocumentText } from './document-text.js';
import type { Draft, DraftContext } from './draft.js';
import { HtmlBlocks } from './html-blocks.js';
import { htmlMeta } from './html-meta.js';
import { htmlTree } from './html-tree.js';
import { Visibility } from './html-visibility.js';

/**
 * Reads a page: what a reader of it sees, without navigation, scripts, banners and footers.
 * @throws StellwerkError RAG_DOCUMENT_TOO_DEEP, RAG_DOCUMENT_TOO_LARGE
 */
export function parseHtml(html: string, { limits }: DraftContext): Draft {
  const { root, comments } = htmlTree(html, limits);
  const document = new DocumentText(limits);
  if (comments > 0) document.note('hidden-text', comments, 'comment');
  new HtmlBlocks(document, new Visibility(root)).writePage(root);
  return { document, ...htmlMeta(root) };
}

/** Adds a fragment of HTML, such as the answer of a question, to a document. */
export function addHtml(document: DocumentText, html: string, { limits }: DraftContext, kind?: 'answer'): void {
  const { root, comments } = htmlTree(html, limits);
  if (comments > 0) document.note('hidden-text', comments, 'comment');
  new HtmlBlocks(document, new Visibility(root)).write(root, true, kind);
}
