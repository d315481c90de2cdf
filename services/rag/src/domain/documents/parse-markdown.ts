import { StellwerkError } from '@stellwerk/contracts';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { errors } from '../../errors.js';
import type { Draft, DraftContext } from './draft.js';
import { frontMatter } from './front-matter.js';
import { parseHtml } from './parse-html.js';

/**
 * Reads CommonMark with tables and a front matter of `title`, `language` and `date`. HTML within it is read as a page's is,
 * so nothing can be hidden in it: the tree of the Markdown is written as HTML and goes the same way.
 * @throws StellwerkError RAG_DOCUMENT_TOO_DEEP, RAG_DOCUMENT_TOO_LARGE
 */
export function parseMarkdown(source: string, context: DraftContext): Draft {
  const { body, meta } = frontMatter(source);
  refuseDeepQuotes(body, context.limits.maxElementDepth);
  const tree = fromMarkdown(body, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  return { ...parseHtml(htmlOf(tree), context), ...meta };
}

/** Each level of quotes and lists is a level of the parser's stack. */
function refuseDeepQuotes(body: string, limit: number): void {
  for (const [marks] of body.matchAll(/^(?: {0,3}(?:>|[-*+]|\d{1,9}[.)]) ?)+/gm))
    if ((marks.match(/>|[-*+]|\d[.)]/g)?.length ?? 0) > limit)
      throw new StellwerkError(errors.DOCUMENT_TOO_DEEP, { limit }, { field: 'bytes' });
}

function htmlOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return escaped(node.value);
    case 'inlineCode':
      return `<code>${escaped(node.value)}</code>`;
    case 'code':
      return `<pre>${escaped(node.value)}</pre>`;
    case 'html':
      return node.value;
    case 'break':
      return '<br>';
    case 'heading':
      return within(`h${node.depth}`, node.children);
    case 'paragraph':
      return within('p', node.children);
    case 'blockquote':
      return within('blockquote', node.children);
    case 'list':
      return within(node.ordered ? 'ol' : 'ul', node.children);
    case 'listItem':
      return within('li', node.children);
    case 'table':
      return `<table>${node.children.map((row, index) => `<tr>${row.children.map((cell) => within(index === 0 ? 'th' : 'td', cell.children)).join('')}</tr>`).join('')}</table>`;
    case 'thematicBreak':
      return '<hr>';
    case 'image':
    case 'imageReference':
    case 'definition':
      return '';
    default:
      return 'children' in node ? joined(node.children) : '';
  }
}

const within = (name: string, children: readonly Nodes[]) => `<${name}>${joined(children)}</${name}>`;
const joined = (children: readonly Nodes[]) => children.map(htmlOf).join('');
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
