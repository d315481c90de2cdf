import type { Interval } from '../../run-summary.js';
import { type Html, html } from '../html.js';
import { baseAxis, type Tick } from './axis.js';
import { at } from './path.js';
import { extentOf, linearScale, niceDomain, niceTicks, type Scale } from './scale.js';
import { type Caption, drawing, shorten } from './svg.js';

export interface WhiskerRow {
  readonly label: string;
  /** One or more intervals about the same thing, drawn under one another; the class names its role in the style sheet. */
  readonly marks: readonly { readonly interval: Interval; readonly role: MarkRole }[];
}

export type MarkRole = 'main' | 'second' | 'good' | 'bad' | 'open';

export interface WhiskerOptions {
  readonly width: number;
  readonly tick: (value: number) => string;
  /** A value to compare with, such as break-even, and what it is called. */
  readonly reference?: { readonly value: number; readonly label: string };
  /** Values that must be inside the axis, such as 0 and 1 of a share. */
  readonly include?: readonly number[];
}

const rowHeight = 34;
const secondMark = 11;
const top = 24;
const foot = 30;

const finite = ({ mean, low, high }: Interval): boolean => [mean, low, high].every(Number.isFinite);

/** A dot at the mean and a line from bound to bound, in a place of its own. */
export const whisker = (x: Scale, y: number, interval: Interval, role: MarkRole): Html =>
  finite(interval)
    ? html`<g class="mark ${role}"><line x1="${at(x(interval.low))}" x2="${at(x(interval.high))}" y1="${at(y)}" y2="${at(y)}"/><circle cx="${at(x(interval.mean))}" cy="${at(y)}" r="5"/></g>`
    : html``;

/** One row per label: intervals as dot and whisker over a common axis. */
export const dotWhisker = (caption: Caption, rows: readonly WhiskerRow[], options: WhiskerOptions): Html => {
  const narrow = options.width < 500;
  const left = narrow ? 96 : 170;
  const heights = rows.map(({ marks }) => rowHeight + Math.max(0, marks.length - 1) * secondMark);
  const bottom = top + heights.reduce((sum, height) => sum + height, 0);
  const [low, high] = extentOf([
    ...rows.flatMap(({ marks }) => marks.flatMap(({ interval }) => [interval.low, interval.mean, interval.high])),
    ...(options.reference ? [options.reference.value] : []),
    ...(options.include ?? []),
  ]);
  const most = narrow ? 4 : 8;
  const domain = niceDomain(low, high, true, most);
  const x = linearScale(domain, [left, options.width - 16]);
  const ticks: readonly Tick[] = niceTicks(...domain, most).map((value) => ({ value, label: options.tick(value) }));
  const tops = heights.map((_, i) => top + heights.slice(0, i).reduce((sum, height) => sum + height, 0));
  const body = html`${ticks.map(
    ({ value }) => html`<line class="rule" x1="${at(x(value))}" x2="${at(x(value))}" y1="${top}" y2="${bottom}"/>`,
  )}${
    options.reference &&
    html`<line class="reference" x1="${at(x(options.reference.value))}" x2="${at(x(options.reference.value))}" y1="${top - 4}" y2="${bottom}"/><text class="note" x="${at(x(options.reference.value))}" y="${top - 10}" text-anchor="middle">${options.reference.label}</text>`
  }${rows.map(({ label, marks }, i) => {
    const middle = (tops[i] ?? 0) + (heights[i] ?? 0) / 2;
    const first = middle - ((marks.length - 1) * secondMark) / 2;
    return html`<text class="label" x="${left - 12}" y="${at(middle + 4)}" text-anchor="end">${shorten(label, left - 16)}</text>${marks.map(
      ({ interval, role }, k) => whisker(x, first + k * secondMark, interval, role),
    )}`;
  })}${baseAxis(x, ticks, bottom)}`;
  return drawing(caption, { width: options.width, height: bottom + foot }, body);
};
