import type { Scale } from './scale.js';

/** Places are written to a tenth of a pixel. */
export const at = (value: number): number => {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? 0 : rounded;
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

const drawable = ({ x, y }: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** The `d` of a line through points in pixels; it is interrupted where a point is not finite. */
export const linePath = (points: readonly Point[]): string => {
  let path = '';
  let pen = 'M';
  for (const point of points) {
    if (!drawable(point)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${at(point.x)},${at(point.y)}`;
    pen = 'L';
  }
  return path;
};

/** The `d` of the closed area between two edges over the same places; places where an edge is not finite are left out. */
export const bandPath = (low: readonly Point[], high: readonly Point[]): string => {
  const kept = low.map((_, i) => i).filter((i) => drawable(low[i] ?? none) && drawable(high[i] ?? none));
  if (kept.length === 0) return '';
  const there = kept.map((i) => high[i] ?? none);
  const back = kept.map((i) => low[i] ?? none).reverse();
  return `${linePath([...there, ...back])}Z`;
};

const none: Point = { x: Number.NaN, y: Number.NaN };

/** Points in pixels from the values of a series. @param places values of the horizontal axis, as long as `values` */
export const project = (x: Scale, y: Scale, places: readonly number[], values: readonly number[]): readonly Point[] =>
  places.map((place, i) => ({ x: x(place), y: y(values[i] ?? Number.NaN) }));
