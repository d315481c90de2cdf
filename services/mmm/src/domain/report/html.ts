/** Markup whose texts are escaped already. Only the tag {@link html} makes it. */
export class Html {
  constructor(readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

export type Part = Html | string | number | null | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Makes a text safe inside elements and quoted attributes. Control characters, which no HTML text may hold, become U+FFFD; marks that
 * turn the direction of writing are dropped, since a name with one could show another name.
 */
export const escapeText = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');

const render = (part: Part): string => {
  if (part === null || part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return part.map(render).join('');
};

/** Markup from a template: what is inserted is escaped unless it is markup itself; null and undefined vanish; lists are joined. */
export const html = (template: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(template.map((piece, i) => piece + (i < parts.length ? render(parts[i]) : '')).join(''));

/** Markup that is a constant of this program, such as a style sheet. Never call it with anything from data. */
export const constantMarkup = (markup: string): Html => new Html(markup);

export const nothing = new Html('');
