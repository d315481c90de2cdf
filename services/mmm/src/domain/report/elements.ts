import { type Html, html, type Part } from './html.js';

export interface Column {
  readonly label: string;
  /** Numbers stand right, so that their digits stand under one another. */
  readonly numeric?: boolean;
}

/** A table with a caption; the first cell of a row names the row. It scrolls in its own box where the screen is narrow. */
export const table = (caption: string, columns: readonly Column[], rows: readonly (readonly Part[])[]): Html =>
  html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption><span>${caption}</span></caption><thead><tr>${columns.map(
    ({ label, numeric }) => html`<th scope="col"${numeric === true ? html` class="number"` : null}>${label}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, i) =>
        i === 0
          ? html`<th scope="row">${cell}</th>`
          : html`<td${columns[i]?.numeric === true ? html` class="number"` : null}>${cell}</td>`,
      )}</tr>`,
  )}</tbody></table></div>
`;

/** Facts as a table of two columns without a head. */
export const facts = (caption: string, rows: readonly (readonly [label: string, value: Part])[]): Html =>
  html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="facts"><caption><span>${caption}</span></caption><tbody>${rows.map(
    ([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`,
  )}</tbody></table></div>
`;

export interface Section {
  readonly id: string;
  /** A word or two for the navigation. */
  readonly short: string;
  readonly title: string;
  readonly body: Html;
}

export const section = ({ id, title, body }: Section): Html =>
  html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>
${body}</section>
`;

export const paragraph = (text: Part): Html => html`<p>${text}</p>
`;

export const bullets = (items: readonly Part[]): Html => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>
`;

export const figure = (picture: Html, caption: string): Html =>
  html`<figure>${picture}<figcaption>${caption}</figcaption></figure>
`;

/** A figure over its interval, for a cell. */
export const pointOverRange = (point: string, range: string, picture?: Html): Html =>
  html`<span class="point">${point}</span>${picture}<span class="range">${range}</span>`;

/** A word on a coloured ground; the word says it all, the colour only helps. */
export const badge = (role: 'good' | 'open' | 'bad' | 'plain', text: string): Html =>
  html`<span class="badge ${role}">${text}</span>`;
