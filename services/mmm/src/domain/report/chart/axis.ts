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

const roomFor = (label: string): number => label.length * 6.8 + 14;

/** Leaves out labels that would touch their left neighbour. */
export const spaced = (x: Scale, ticks: readonly Tick[]): readonly Tick[] => {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || x(tick.value) - x(last.value) >= (roomFor(last.label) + roomFor(tick.label)) / 2)
      kept.push(tick);
  }
  return kept;
};

/** Short marks with their values under the drawing. @param y the foot of the drawing, pixels */
export const baseAxis = (x: Scale, ticks: readonly Tick[], y: number): Html => {
  const [start, end] = x.range;
  const anchor = (place: number, label: string): string => {
    if (place + roomFor(label) / 2 > end + 14) return 'end';
    return place - label.length * 3.4 < 0 ? 'start' : 'middle';
  };
  return html`<g class="axis"><line class="zero" x1="${at(start)}" x2="${at(end)}" y1="${at(y)}" y2="${at(y)}"/>${spaced(
    x,
    ticks,
  ).map(
    ({ value, label }) =>
      html`<line class="tick" x1="${at(x(value))}" x2="${at(x(value))}" y1="${at(y)}" y2="${at(y + 5)}"/><text x="${at(x(value))}" y="${at(y + 19)}" text-anchor="${anchor(x(value), label)}">${label}</text>`,
  )}</g>`;
};
