import type { Remedy } from '../text-check.js';

export interface AccessibilityFinding {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly remedy?: Remedy;
}

/** A tag of HTML, read without building a tree. */
interface Tag {
  readonly name: string;
  readonly attributes: string;
  readonly closes: boolean;
  readonly start: number;
  readonly end: number;
}

const TAG = /<(\/?)([a-z][a-z0-9-]{0,30})((?:\s[^<>]{0,4000})?)>/gi;
const VAGUE = /^(?:click here|here|read more|more|link|hier|hier klicken|mehr|weiterlesen|mehr erfahren)[.…»>]*$/i;
const MOST_TAGS = 20_000;

/**
 * Barriers in generated HTML that WCAG 2.2 names and that the markup alone shows: images without a text, links and buttons
 * without a name, headings that skip a level, fields without a label, tables without headers, frames without a title,
 * sound that starts by itself. A text without tags has none.
 */
export function findBarriers(html: string): AccessibilityFinding[] {
  const tags = readTags(html);
  const found: AccessibilityFinding[] = [];
  const labelled = new Set(tags.filter(({ name }) => name === 'label').map((tag) => attribute(tag, 'for')));
  let level = 0;
  tags.forEach((tag, index) => {
    const report = (rule: string, end = tag.end, remedy?: Remedy) =>
      found.push({ rule: `accessibility.${rule}`, start: tag.start, end, score: 1, ...(remedy && { remedy }) });
    if (tag.closes) return;
    const heading = /^h([1-6])$/.exec(tag.name);
    if (heading) {
      const next = Number(heading[1]);
      if (level > 0 && next > level + 1) report('heading-order');
      level = next;
    }
    switch (tag.name) {
      case 'img':
        if (attribute(tag, 'alt') === undefined)
          report('image-text', tag.end, { text: withAttribute(html, tag, 'alt=""') });
        break;
      case 'a':
      case 'button': {
        const { text, end } = contentOf(html, tags, index);
        const name = attribute(tag, 'aria-label') ?? attribute(tag, 'title') ?? text;
        if (name.trim() === '') report(`${tag.name === 'a' ? 'link' : 'button'}-name`, end);
        else if (tag.name === 'a' && VAGUE.test(name.trim())) report('link-purpose', end);
        break;
      }
      case 'input':
      case 'select':
      case 'textarea': {
        const type = attribute(tag, 'type') ?? 'text';
        const named = ['aria-label', 'aria-labelledby', 'title'].some((name) => attribute(tag, name));
        if (/^(?:hidden|submit|button|reset|image)$/i.test(type) || named) break;
        if (!labelled.has(attribute(tag, 'id')) && !isWithin(tags, index, 'label')) report('field-label');
        break;
      }
      case 'table':
        if (!/<th[\s>]/i.test(contentOf(html, tags, index).html)) report('table-headers');
        break;
      case 'iframe':
        if (!attribute(tag, 'title')) report('frame-title');
        break;
      case 'html':
        if (!attribute(tag, 'lang')) report('page-language');
        break;
      case 'audio':
      case 'video':
        if (attribute(tag, 'autoplay') !== undefined && attribute(tag, 'muted') === undefined)
          report('autoplay', tag.end, {
            text: html.slice(tag.start, tag.end).replace(/\sautoplay(?:=(?:"[^"]*"|'[^']*'|\S+))?/i, ''),
          });
        break;
    }
  });
  return found;
}

function readTags(html: string): Tag[] {
  const tags: Tag[] = [];
  for (const match of html.matchAll(TAG)) {
    if (tags.length >= MOST_TAGS) break;
    const [whole, slash, name = '', attributes = ''] = match;
    tags.push({
      name: name.toLowerCase(),
      attributes,
      closes: slash === '/',
      start: match.index,
      end: match.index + whole.length,
    });
  }
  return tags;
}

/** Value of an attribute; empty where it has none, `undefined` where the tag lacks it. */
function attribute({ attributes }: Tag, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))|(?=[\\s/]|$))`, 'i').exec(
    attributes,
  );
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : undefined;
}

const withAttribute = (html: string, { start, end }: Tag, added: string) =>
  html.slice(start, end).replace(/\s*\/?>$/, (close) => ` ${added}${close.trim()}`);

/** What stands between a tag and its end tag; the texts of images count as text. */
function contentOf(html: string, tags: readonly Tag[], index: number): { text: string; html: string; end: number } {
  const tag = tags[index];
  if (!tag) return { text: '', html: '', end: 0 };
  const limit = Math.min(tags.length, index + 500);
  let depth = 1;
  for (let next = index + 1; next < limit; next++) {
    const other = tags[next];
    if (other?.name !== tag.name) continue;
    depth += other.closes ? -1 : 1;
    if (depth > 0) continue;
    const inner = html.slice(tag.end, other.start);
    const images = Array.from(inner.matchAll(/\salt\s*=\s*["']([^"']+)["']/gi), ([, alt]) => alt).join(' ');
    return { text: `${inner.replace(/<[^<>]*>/g, ' ').trim()} ${images}`.trim(), html: inner, end: other.end };
  }
  return { text: '', html: '', end: tag.end };
}

function isWithin(tags: readonly Tag[], index: number, name: string): boolean {
  let depth = 0;
  for (let before = index - 1; before >= Math.max(0, index - 200); before--) {
    const tag = tags[before];
    if (tag?.name !== name) continue;
    if (tag.closes) depth++;
    else if (depth-- === 0) return true;
  }
  return false;
}
