import { type Html, html } from '../html.js';
import { baseAxis, type Tick, valueAxis } from './axis.js';
import { bandPath, linePath, project } from './path.js';
import { extentOf, linearScale, niceTicks, roomyDomain } from './scale.js';
import { stack } from './stack.js';
import { type Caption, drawing } from './svg.js';

export interface AreaSeries {
  /** Number of the colour in the style sheet. */
  readonly colour: number;
  readonly values: readonly number[];
}

export interface TimeOptions {
  readonly width: number;
  readonly height: number;
  readonly dates: readonly Tick[];
  readonly yTick: (value: number) => string;
}

export const timeMargin = { top: 12, right: 14, bottom: 30, left: 66 };

/** What a total is the sum of, over time; parts below zero hang below it, and the line is the sum. */
export const stackedArea = (caption: Caption, series: readonly AreaSeries[], options: TimeOptions): Html => {
  const { width, height } = options;
  const layers = stack(series.map(({ values }) => values));
  const length = series[0]?.values.length ?? 0;
  const places = Array.from({ length }, (_, i) => i);
  const total = places.map((i) => series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0));
  const [low, high] = extentOf([
    ...layers.flatMap(({ above, below }) => [...(above?.to ?? []), ...(below?.to ?? [])]),
    ...total,
  ]);
  const domain = roomyDomain(low, high, true);
  const x = linearScale([0, Math.max(1, length - 1)], [timeMargin.left, width - timeMargin.right]);
  const y = linearScale(domain, [height - timeMargin.bottom, timeMargin.top]);
  const ticks = niceTicks(...domain).map((value) => ({ value, label: options.yTick(value) }));
  const edge = (values: readonly number[]) => project(x, y, places, values);
  const areas = layers.flatMap(({ above, below }, i) =>
    [above, below].flatMap((layer) =>
      layer === null
        ? []
        : [html`<path class="area c${series[i]?.colour ?? 0}" d="${bandPath(edge(layer.from), edge(layer.to))}"/>`],
    ),
  );
  return drawing(
    caption,
    { width, height },
    html`${areas}${valueAxis(y, ticks, timeMargin.left, width - timeMargin.right)}${baseAxis(x, options.dates, height - timeMargin.bottom)}<path class="total" d="${linePath(edge(total))}"/>`,
  );
};
