import { type Html, html } from '../html.js';
import { at } from './path.js';
import type { Scale } from './scale.js';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Horizontal rules with their values at the left edge. @param from left end of the rules, @param to right end, pixels */
export const valueAxis = (y: Scale, ticks: readonly Tick[], from: number, to: number): Html =>
  html`<g class="axis">${ticks.map(
    ({ value, label }) =>
      html`<line class="${value === 0 ? 'zero' : 'rule'}" x1="${at(from)}" x2="${at(to)}" y1="${at(y(value))}" y2="${at(y(value))}"/><text x="${at(from - 8)}" y="${at(y(value) + 4)}" text-anchor="end">${label}</text>`,
  )}</g>`;

const widthOf = (label: string): number => label.length * 6.8;
/** Room between two labels, and beyond the end of the axis. */
const gap = 12;

type Anchor = 'start' | 'middle' | 'end';

/** The side of a place on which its label stands, so that it is not cut off. */
const anchorOf = (x: Scale, { value, label }: Tick): Anchor => {
  const place = x(value);
  if (place + widthOf(label) / 2 > x.range[1] + gap) return 'end';
  return place - widthOf(label) / 2 < 0 ? 'start' : 'middle';
};

const startOf = (x: Scale, tick: Tick): number =>
  x(tick.value) - { start: 0, middle: 0.5, end: 1 }[anchorOf(x, tick)] * widthOf(tick.label);

/** Leaves out labels that would touch their left neighbour. */
export const spaced = (x: Scale, ticks: readonly Tick[]): readonly Tick[] => {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || startOf(x, tick) >= startOf(x, last) + widthOf(last.label) + gap) kept.push(tick);
  }
  return kept;
};

/** Short marks with their values under the drawing. @param y the foot of the drawing, pixels */
export const baseAxis = (x: Scale, ticks: readonly Tick[], y: number): Html => {
  const [start, end] = x.range;
  return html`<g class="axis"><line class="zero" x1="${at(start)}" x2="${at(end)}" y1="${at(y)}" y2="${at(y)}"/>${spaced(
    x,
    ticks,
  ).map(
    (tick) =>
      html`<line class="tick" x1="${at(x(tick.value))}" x2="${at(x(tick.value))}" y1="${at(y)}" y2="${at(y + 5)}"/><text x="${at(x(tick.value))}" y="${at(y + 19)}" text-anchor="${anchorOf(x, tick)}">${tick.label}</text>`,
  )}</g>`;
};
