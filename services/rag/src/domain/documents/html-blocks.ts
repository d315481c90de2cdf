import type { Block } from '../document.js';
import type { DocumentText } from './document-text.js';
import { tableRows } from './html-table.js';
import { elementsBelow, type HtmlElement, type HtmlNode, textBelow } from './html-tree.js';
import type { Surroundings, Visibility } from './html-visibility.js';

/** Elements that begin and end a block of their own. */
const BLOCKS = new Set(
  `p div section article main header footer aside address figure figcaption form fieldset legend ul ol dl table caption hgroup
  details center body html td th tr tbody thead tfoot label`.split(/\s+/),
);
type BlockKind = Block['kind'];
interface Place extends Surroundings {
  readonly kind: BlockKind;
}

/** Writes the visible content of a page into a document, block by block. */
export class HtmlBlocks {
  #inline = '';

  constructor(
    private readonly document: DocumentText,
    private readonly visibility: Visibility,
  ) {}

  /** Content of a page: its `main` where it has one, without navigation, footers and what is hidden. */
  writePage(root: HtmlElement): void {
    const content = mainOf(root);
    if (content !== undefined) this.document.note('boilerplate', 1, 'outside of the main element');
    this.write(content ?? root, content !== undefined);
  }

  /** @param kind What its paragraphs are */
  write(root: HtmlElement, inContent: boolean, kind: BlockKind = 'paragraph'): void {
    const place: Place = { kind, inContent, inHeading: false };
    this.#children(root, place);
    this.#flush(place.kind);
  }

  #children(element: HtmlElement, place: Place): void {
    for (const child of element.children) this.#node(child, place);
  }

  #node(node: HtmlNode, place: Place): void {
    if (typeof node === 'string') {
      this.#inline += node.replace(/[\n\r\t\f]+/g, ' ');
      return;
    }
    const reason = this.visibility.of(node, place);
    if (reason !== null) {
      if (reason !== 'silent' && /\p{L}/u.test(textBelow(node)))
        this.document.note(reason === 'hidden' ? 'hidden-text' : 'boilerplate', 1, `element ${node.name}`);
      return;
    }
    this.#element(node, place);
  }

  #element(element: HtmlElement, place: Place): void {
    const { name } = element;
    if (/^h[1-6]$/.test(name)) this.#block(element, place, { kind: 'heading', inHeading: true });
    else if (name === 'br') this.#break(place.kind);
    else if (name === 'hr') this.#flush(place.kind);
    else if (name === 'pre') {
      this.#flush(place.kind);
      this.document.add('code', textBelow(element));
    } else if (name === 'table') this.#table(element, place);
    else if (name === 'li') this.#block(element, place, { kind: 'list-item' });
    else if (name === 'blockquote') this.#block(element, place, { kind: 'quote' });
    else if (name === 'dt' || name === 'summary')
      this.#block(element, place, { kind: asksSomething(element) ? 'question' : place.kind, inHeading: true });
    else if (name === 'dd') this.#block(element, place, { kind: this.document.isAnswering ? 'answer' : place.kind });
    else if (
      name === 'details' &&
      element.children.some((child) => typeof child !== 'string' && child.name === 'summary' && asksSomething(child))
    )
      this.#block(element, place, { kind: 'answer' });
    else if (name === 'article' || name === 'main') this.#block(element, place, { inContent: true });
    else if (BLOCKS.has(name)) this.#block(element, place, {});
    else this.#children(element, place);
  }

  #block(element: HtmlElement, place: Place, change: Partial<Place>): void {
    this.#flush(place.kind);
    const inner = { ...place, ...change };
    this.#children(element, inner);
    this.#flush(inner.kind, inner.kind === 'heading' ? Number(element.name.charAt(1)) : undefined);
  }

  /** One line end keeps lines apart, as in an address; a second one ends the paragraph. */
  #break(kind: BlockKind): void {
    if (/\n *$/.test(this.#inline)) this.#flush(kind);
    else this.#inline += '\n';
  }

  #table(table: HtmlElement, place: Place): void {
    this.#flush(place.kind);
    const rows = tableRows(table, (cell) => this.#cellText(cell, place));
    if (rows === null) {
      this.#children(table, place);
      this.#flush(place.kind);
      return;
    }
    for (const child of table.children)
      if (typeof child !== 'string' && child.name === 'caption') this.#block(child, place, { kind: 'paragraph' });
    for (const { cells, columns } of rows)
      this.document.add('table-row', cells.join(' | '), columns ? { columns } : {});
  }

  /** Text of a cell on one line. */
  #cellText(cell: HtmlElement, place: Place): string {
    const collect = (node: HtmlNode): string => {
      if (typeof node === 'string') return node;
      const reason = this.visibility.of(node, place);
      if (reason === 'hidden') this.document.note('hidden-text', 1, `element ${node.name}`);
      if (reason !== null) return '';
      const inner = node.children.map(collect).join('');
      return BLOCKS.has(node.name) || node.name === 'br' || node.name === 'li' ? ` ${inner} ` : inner;
    };
    return cell.children.map(collect).join('').replace(/\s+/g, ' ').trim();
  }

  #flush(kind: BlockKind, level?: number): void {
    const text = this.#inline;
    this.#inline = '';
    if (text.trim() === '') return;
    this.document.add(kind, text, level === undefined ? {} : { level });
  }
}

function asksSomething(element: HtmlElement): boolean {
  return /\?["“”«»)]*\s*$/.test(textBelow(element));
}

/** The one element that a page names as its content, where words stand in it. */
function mainOf(root: HtmlElement): HtmlElement | undefined {
  const found: HtmlElement[] = [];
  for (const element of elementsBelow(root))
    if (element.name === 'main' || element.attributes.role === 'main') found.push(element);
  const [only] = found;
  return found.length === 1 && only !== undefined && /\p{L}{2}/u.test(textBelow(only)) ? only : undefined;
}
