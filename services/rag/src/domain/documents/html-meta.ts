import { elementsBelow, type HtmlElement, textBelow } from './html-tree.js';

/** What a page says of itself. */
export interface HtmlMeta {
  readonly title?: string;
  /** Primary tag of BCP 47, lower case. */
  readonly language?: string;
  /** ISO 8601. */
  readonly publishedAt?: string;
}

const TITLE_NAMES = new Set(['og:title', 'twitter:title', 'dc.title', 'dcterms.title']);
const DATE_NAMES = new Set([
  'article:published_time',
  'og:published_time',
  'datepublished',
  'date',
  'dc.date',
  'dc.date.issued',
  'dcterms.date',
  'dcterms.issued',
  'publish-date',
  'pubdate',
  'article:modified_time',
  'last-modified',
]);
const LANGUAGE_NAMES = new Set(['content-language', 'og:locale', 'dc.language', 'dcterms.language', 'language']);
const MAX_LINKED_DATA_UNITS = 200_000;

/** Title, language and date of a page, from its head, its linked data and its `time` elements. */
export function htmlMeta(root: HtmlElement): HtmlMeta {
  const titles: string[] = [];
  const languages: string[] = [];
  const dates: string[] = [];
  for (const element of elementsBelow(root)) {
    const { name, attributes } = element;
    if (name === 'html' && attributes.lang) languages.unshift(attributes.lang);
    if (name === 'title' && titles.length === 0) titles.push(textBelow(element));
    if (
      name === 'time' &&
      attributes.datetime &&
      /publish|pubdate/i.test(`${attributes.itemprop} ${Object.keys(attributes).join(' ')}`)
    )
      dates.push(attributes.datetime);
    if (name === 'script' && attributes.type === 'application/ld+json') dates.push(...linkedDates(textBelow(element)));
    if (name !== 'meta' || !attributes.content) continue;
    const key = (
      attributes.property ??
      attributes.name ??
      attributes.itemprop ??
      attributes['http-equiv'] ??
      ''
    ).toLowerCase();
    if (TITLE_NAMES.has(key)) titles.push(attributes.content);
    if (DATE_NAMES.has(key)) dates.push(attributes.content);
    if (LANGUAGE_NAMES.has(key)) languages.push(attributes.content);
  }
  const title = titles.map((one) => one.replace(/\s+/g, ' ').trim()).find((one) => one !== '');
  const language = languages.map(primaryTag).find((one) => one !== undefined);
  const publishedAt = dates.map(isoDate).find((one) => one !== undefined);
  return {
    ...(title !== undefined && { title }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}

/** Charset that a page announces in its first bytes, as the HTML standard looks for it. */
export function htmlCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  return (
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})/i.exec(head)?.[1] ??
    /^<\?xml[^>]{0,100}encoding=["']([\w-]{2,40})/.exec(head)?.[1]
  );
}

/** Primary tag of a language, such as `de` for `de_AT`; undefined for what is none. */
export function primaryTag(tag: string): string | undefined {
  return /^\s*([a-z]{2,3})(?![a-z])/i.exec(tag)?.[1]?.toLowerCase();
}

/** ISO 8601 date or instant at the beginning of a value, in UTC where it has a time; undefined for what is none. */
export function isoDate(value: string): string | undefined {
  const [, date, rest] = /^\s*(\d{4}-\d{2}-\d{2})(T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?/.exec(value) ?? [];
  if (date === undefined) return undefined;
  const instant = new Date(
    rest === undefined ? `${date}T00:00:00Z` : /Z|[+-]\d{2}:?\d{2}$/.test(rest) ? `${date}${rest}` : `${date}${rest}Z`,
  );
  if (Number.isNaN(instant.getTime())) return undefined;
  return rest === undefined ? date : instant.toISOString();
}

function linkedDates(json: string): string[] {
  if (json.length > MAX_LINKED_DATA_UNITS) return [];
  return [...json.matchAll(/"date(?:Published|Created)"\s*:\s*"([^"]{8,40})"/g)].map(([, date = '']) => date);
}
