import type { IntervalSeries } from '../../run-summary.js';
import { type Html, html } from '../html.js';
import { baseAxis, valueAxis } from './axis.js';
import { at, bandPath, linePath, project } from './path.js';
import { extentOf, linearScale, niceTicks, roomyDomain } from './scale.js';
import { type TimeOptions, timeMargin } from './stacked-area.js';
import { type Caption, drawing } from './svg.js';

/** What was measured, as dots, on what the model expected, as a line with its band. Zero is on the axis where it is near. */
export const timeBand = (
  caption: Caption,
  observed: readonly number[],
  expected: IntervalSeries,
  options: TimeOptions,
): Html => {
  const { width, height } = options;
  const places = observed.map((_, i) => i);
  const [low, high] = extentOf([...observed, ...expected.low, ...expected.high]);
  // Above a third of the greatest value, an axis from zero would flatten what there is to see.
  const domain = roomyDomain(low, high, low < high / 3);
  const x = linearScale([0, Math.max(1, observed.length - 1)], [timeMargin.left, width - timeMargin.right]);
  const y = linearScale(domain, [height - timeMargin.bottom, timeMargin.top]);
  const ticks = niceTicks(...domain).map((value) => ({ value, label: options.yTick(value) }));
  const edge = (values: readonly number[]) => project(x, y, places, values);
  const dots = edge(observed)
    .filter((point) => Number.isFinite(point.y))
    .map((point) => html`<circle cx="${at(point.x)}" cy="${at(point.y)}" r="${width < 500 ? 1.4 : 2.2}"/>`);
  return drawing(
    caption,
    { width, height },
    html`${valueAxis(y, ticks, timeMargin.left, width - timeMargin.right)}${baseAxis(x, options.dates, height - timeMargin.bottom)}<path class="band" d="${bandPath(edge(expected.low), edge(expected.high))}"/><path class="line" d="${linePath(edge(expected.mean))}"/><g class="observed">${dots}</g>`,
  );
};
