import { isoDate, primaryTag } from './html-meta.js';

interface FrontMatter {
  readonly title?: string;
  readonly language?: string;
  readonly publishedAt?: string;
}

const BLOCK = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** Splits a front matter of single lines `key: value` off a text; other lines of it are not read. */
export function frontMatter(source: string): { readonly body: string; readonly meta: FrontMatter } {
  const text = source.replace(/\r\n?/g, '\n');
  const [whole, lines] = BLOCK.exec(text) ?? [];
  if (whole === undefined || lines === undefined || !/^[\w-]+:/m.test(lines)) return { body: text, meta: {} };
  const values = new Map<string, string>();
  for (const [, key = '', value = ''] of lines.matchAll(/^([\w-]+):[ \t]*(.*)$/gm))
    values.set(key.toLowerCase(), value.trim().replace(/^(["'])(.*)\1$/, '$2'));
  const title = values.get('title') || undefined;
  const language = primaryTag(values.get('language') ?? values.get('lang') ?? '');
  const publishedAt = isoDate(values.get('date') ?? values.get('published') ?? '');
  return {
    body: text.slice(whole.length),
    meta: {
      ...(title !== undefined && { title }),
      ...(language !== undefined && { language }),
      ...(publishedAt !== undefined && { publishedAt }),
    },
  };
}
