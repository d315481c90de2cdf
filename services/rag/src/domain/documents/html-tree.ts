import { StellwerkError } from '@stellwerk/contracts';
import { Parser } from 'htmlparser2';
import { errors } from '../../errors.js';
import { tooLarge } from './document-text.js';
import type { DocumentLimits } from './parsed-file.js';

export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
}
export type HtmlNode = HtmlElement | string;

export interface HtmlTree {
  readonly root: HtmlElement;
  /** Comments with words in them. */
  readonly comments: number;
}

/**
 * Elements and texts of a page, entities decoded; its depth and size bounded.
 * @throws StellwerkError RAG_DOCUMENT_TOO_DEEP, RAG_DOCUMENT_TOO_LARGE
 */
export function htmlTree(html: string, limits: Pick<DocumentLimits, 'maxElementDepth' | 'maxElements'>): HtmlTree {
  const root: HtmlElement = { name: '#root', attributes: {}, children: [] };
  const open: HtmlElement[] = [root];
  let elements = 0;
  let comments = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++elements > limits.maxElements) throw tooLarge(limits.maxElements, 'elements');
        if (open.length > limits.maxElementDepth)
          throw new StellwerkError(errors.DOCUMENT_TOO_DEEP, { limit: limits.maxElementDepth }, { field: 'bytes' });
        const element: HtmlElement = { name, attributes, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
      ontext(text) {
        const siblings = open.at(-1)?.children ?? root.children;
        const last = siblings.at(-1);
        // Texts come in pieces, one per entity.
        if (typeof last === 'string') siblings[siblings.length - 1] = last + text;
        else siblings.push(text);
      },
      oncomment(text) {
        if (/\p{L}{2}/u.test(text)) comments++;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return { root, comments };
}

/** All text below a node, as it stands in the source. */
export function textBelow(node: HtmlNode): string {
  return typeof node === 'string' ? node : node.children.map(textBelow).join('');
}

/** The elements below a node in document order, itself first. */
export function* elementsBelow(node: HtmlElement): Generator<HtmlElement> {
  yield node;
  for (const child of node.children) if (typeof child !== 'string') yield* elementsBelow(child);
}
