import type { Interval } from '../../run-summary.js';
import { type Html, html } from '../html.js';
import { baseAxis, valueAxis } from './axis.js';
import { at, bandPath, linePath, project } from './path.js';
import { extentOf, linearScale, niceDomain, niceTicks, type Scale } from './scale.js';
import { type Caption, drawing } from './svg.js';

export interface CurvePoint {
  readonly x: number;
  readonly y: Interval;
}

export interface CurveOptions {
  readonly width: number;
  readonly height: number;
  readonly xTick: (value: number) => string;
  readonly yTick: (value: number) => string;
  /** A place on the horizontal axis to mark, such as today's spend. */
  readonly today?: { readonly x: number; readonly label: string };
  /** A line to compare with: a level, or the diagonal where value equals spend. */
  readonly reference?: { readonly kind: 'level'; readonly value: number } | { readonly kind: 'diagonal' };
  /** Upper bound of the vertical axis where the data would hide the interesting part. */
  readonly top?: number;
}

const margin = { top: 22, right: 14, bottom: 28, left: 62 };

/** A curve with its band, and what it is compared with. */
export const curveChart = (caption: Caption, points: readonly CurvePoint[], options: CurveOptions): Html => {
  const { width, height, today, reference } = options;
  const xs = points.map((point) => point.x);
  const series = (pick: keyof Interval): readonly number[] => points.map(({ y }) => y[pick]);
  const [xLow, xHigh] = extentOf([...xs, ...(today ? [today.x] : [])]);
  const [yLow, yHigh] = extentOf([
    ...series('low'),
    ...series('high'),
    ...(reference?.kind === 'level' ? [reference.value] : []),
  ]);
  const domain = niceDomain(yLow, Math.min(yHigh, options.top ?? Number.POSITIVE_INFINITY), true, 4);
  const x = linearScale([Math.min(0, xLow), xHigh], [margin.left, width - margin.right]);
  const y = linearScale(domain, [height - margin.bottom, margin.top]);
  const clamp = (values: readonly number[]): readonly number[] =>
    values.map((value) => (Number.isFinite(value) ? Math.min(domain[1], Math.max(domain[0], value)) : value));
  const edge = (pick: keyof Interval) => project(x, y, xs, clamp(series(pick)));
  const xTicks = niceTicks(...x.domain, 4).map((value) => ({ value, label: options.xTick(value) }));
  const yTicks = niceTicks(...domain, 4).map((value) => ({ value, label: options.yTick(value) }));
  return drawing(
    caption,
    { width, height },
    html`${valueAxis(y, yTicks, margin.left, width - margin.right)}${baseAxis(x, xTicks, height - margin.bottom)}<path class="band" d="${bandPath(edge('low'), edge('high'))}"/>${referenceLine(x, y, reference)}<path class="line" d="${linePath(edge('mean'))}"/>${todayMark(x, y, points, today, domain)}`,
  );
};

const referenceLine = (x: Scale, y: Scale, reference: CurveOptions['reference']): Html => {
  if (reference === undefined) return html``;
  if (reference.kind === 'level')
    return html`<line class="reference" x1="${at(x.range[0])}" x2="${at(x.range[1])}" y1="${at(y(reference.value))}" y2="${at(y(reference.value))}"/>`;
  const end = Math.min(x.domain[1], y.domain[1]);
  return html`<line class="reference" x1="${at(x(0))}" y1="${at(y(0))}" x2="${at(x(end))}" y2="${at(y(end))}"/>`;
};

/** The curve with its band between two of its points; outside them, that of the nearest point. */
export const curveAt = (points: readonly CurvePoint[], place: number): Interval => {
  const after = points.findIndex((point) => point.x >= place);
  const right = points[after === -1 ? points.length - 1 : after];
  const left = points[after === -1 ? points.length - 1 : Math.max(0, after - 1)];
  if (left === undefined || right === undefined || Number.isNaN(place)) return unknown;
  const part = right.x === left.x ? 0 : Math.max(0, (place - left.x) / (right.x - left.x));
  const between = (pick: keyof Interval): number => left.y[pick] + part * (right.y[pick] - left.y[pick]);
  return { mean: between('mean'), low: between('low'), high: between('high') };
};

const unknown: Interval = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };

const todayMark = (
  x: Scale,
  y: Scale,
  points: readonly CurvePoint[],
  today: CurveOptions['today'],
  domain: readonly [number, number],
): Html => {
  if (today === undefined) return html``;
  const value = Math.min(domain[1], Math.max(domain[0], curveAt(points, today.x).mean));
  const place = x(today.x);
  const anchor = place > (x.range[0] + x.range[1]) / 2 ? 'end' : 'start';
  return html`<line class="today" x1="${at(place)}" x2="${at(place)}" y1="${at(y.range[1])}" y2="${at(y.range[0])}"/><text class="note" x="${at(place + (anchor === 'end' ? -5 : 5))}" y="${at(y.range[1] - 8)}" text-anchor="${anchor}">${today.label}</text>${Number.isFinite(value) ? html`<circle class="dot" cx="${at(place)}" cy="${at(y(value))}" r="4.5"/>` : html``}`;
};
