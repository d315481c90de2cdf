import { type Section, section } from './elements.js';
import { type Html, html } from './html.js';
import type { Language } from './language.js';
import { style } from './style.js';

export interface Page {
  readonly language: Language;
  readonly kicker: string;
  readonly title: string;
  readonly meta: string;
  readonly contents: string;
  readonly footer: string;
  /** Shown one after another; the navigation lists them. */
  readonly sections: readonly Section[];
  /** Sections that are folded away under a warning. */
  readonly folded?: { readonly title: string; readonly sections: readonly Section[] };
}

/** Nothing is fetched, nothing runs: the styles of this very file are all that a reader's browser may use. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One HTML file that needs nothing beside it. */
export const page = ({ language, kicker, title, meta, contents, footer, sections, folded }: Page): string =>
  html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – ${kicker}</title>
<style>${style}</style>
</head>
<body>
<header class="page">
<p class="kicker">${kicker}</p>
<h1>${title}</h1>
<p class="meta">${meta}</p>
</header>
<nav aria-label="${contents}"><ul>${sections.map(({ id, short }) => html`<li><a href="#${id}">${short}</a></li>`)}</ul></nav>
<main>
${sections.map(section)}${folded === undefined ? null : fold(folded)}</main>
<footer class="page"><p>${footer}</p></footer>
</body>
</html>
`.markup;

const fold = ({ title, sections }: NonNullable<Page['folded']>): Html =>
  html`<details class="notice"><summary>${title}</summary>
${sections.map(section)}</details>
`;
