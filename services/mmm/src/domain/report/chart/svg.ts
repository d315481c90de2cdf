import { type Html, html } from '../html.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a drawing is called and what it shows, for those who cannot see it. */
export interface Caption {
  /** Unique in the document; made from constants and positions, never from names in the data. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** An SVG image with its accessible name and description. */
export const drawing = ({ id, title, description }: Caption, { width, height }: Size, body: Html): Html =>
  html`<svg class="chart" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${body}</svg>`;

/** Widths of the two forms of a drawing: shrinking one would make its letters unreadable on a telephone. */
export const widths = { wide: 760, narrow: 340 } as const;

/** The drawing for screens and paper, and the one for telephones; the style sheet shows one of them. */
export const responsive = (draw: (width: number, form: keyof typeof widths) => Html): Html =>
  html`<div class="wide">${draw(widths.wide, 'wide')}</div><div class="narrow">${draw(widths.narrow, 'narrow')}</div>`;

/** The text cut to a width in pixels, by the mean width of a letter at 12 pixels. */
export const shorten = (text: string, width: number): string => {
  const most = Math.max(1, Math.floor(width / 6.6));
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};
