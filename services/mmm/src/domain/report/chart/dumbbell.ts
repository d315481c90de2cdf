import { type Html, html } from '../html.js';
import { baseAxis } from './axis.js';
import { at } from './path.js';
import { extentOf, linearScale, niceDomain, niceTicks } from './scale.js';
import { type Caption, drawing, shorten } from './svg.js';

/** A value before and after, and the range in which something is known about it. */
export interface DumbbellRow {
  readonly label: string;
  readonly before: number;
  readonly after: number;
  readonly known: { readonly least: number; readonly most: number } | null;
}

export interface DumbbellOptions {
  readonly width: number;
  readonly tick: (value: number) => string;
}

const rowHeight = 36;
const top = 8;
const foot = 30;

/** One row per label: a hollow dot before, a filled one after, joined by a line. */
export const dumbbell = (caption: Caption, rows: readonly DumbbellRow[], { width, tick }: DumbbellOptions): Html => {
  const narrow = width < 500;
  const left = narrow ? 96 : 170;
  const bottom = top + rows.length * rowHeight;
  const [low, high] = extentOf(rows.flatMap(({ before, after }) => [before, after]));
  const domain = niceDomain(low, high, true, narrow ? 4 : 8);
  const x = linearScale(domain, [left, width - 16]);
  const inside = (value: number): number => Math.min(domain[1], Math.max(domain[0], value));
  const ticks = niceTicks(...domain, narrow ? 4 : 8).map((value) => ({ value, label: tick(value) }));
  const rules = ticks.map(
    ({ value }) => html`<line class="rule" x1="${at(x(value))}" x2="${at(x(value))}" y1="${top}" y2="${bottom}"/>`,
  );
  const body = rows.map(({ label, before, after, known }, i) => {
    const y = top + (i + 0.5) * rowHeight;
    const [from, to] = [x(before), x(after)];
    const range =
      known !== null && Number.isFinite(known.least) && Number.isFinite(known.most)
        ? html`<rect class="known" x="${at(x(inside(known.least)))}" y="${at(y - 9)}" width="${at(Math.max(0, x(inside(known.most)) - x(inside(known.least))))}" height="18"/>`
        : null;
    const marks =
      Number.isFinite(from) && Number.isFinite(to)
        ? html`<line class="move" x1="${at(from)}" x2="${at(to)}" y1="${at(y)}" y2="${at(y)}"/><g class="mark second"><circle cx="${at(from)}" cy="${at(y)}" r="5"/></g><g class="mark main"><circle cx="${at(to)}" cy="${at(y)}" r="5"/></g>`
        : null;
    return html`${range}<text class="label" x="${left - 12}" y="${at(y + 4)}" text-anchor="end">${shorten(label, left - 16)}</text>${marks}`;
  });
  return drawing(caption, { width, height: bottom + foot }, html`${rules}${body}${baseAxis(x, ticks, bottom)}`);
};
