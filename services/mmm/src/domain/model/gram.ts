import type { LinearDesign } from './linear-design.js';

/** Products of columns over the fitted periods, which no evaluation changes. */
export interface Gram {
  /** By geo: common × common. */
  readonly common: Float64Array;
  readonly total: Float64Array;
  /** By geo and own column: products with the common columns. */
  readonly cross: Float64Array;
  /** By geo: own × own. */
  readonly own: Float64Array;
}

/** Computed once per data set. */
export function gramOf(design: LinearDesign): Gram {
  const { geos, periods, fitted } = design.plan;
  const size = design.columns.length;
  const ownSize = design.geoValues.length;
  const common = new Float64Array(geos * size * size);
  const total = new Float64Array(size * size);
  const cross = new Float64Array(geos * ownSize * size);
  const own = new Float64Array(geos * ownSize * ownSize);
  const part = (values: Float64Array, isTime: boolean, geo: number) =>
    isTime ? values.subarray(0, fitted) : values.subarray(geo * periods, geo * periods + fitted);
  for (let geo = 0; geo < geos; geo++) {
    const columns = design.values.map((values, at) => part(values, at < design.timeCount, geo));
    const owns = design.geoValues.map((values) => part(values, false, geo));
    for (let row = 0; row < size; row++)
      for (let at = 0; at <= row; at++) {
        // Two columns that are the same in every geo have the same product there.
        const known = geo > 0 && row < design.timeCount;
        const value = known ? common[row * size + at]! : dotOf(columns[row]!, columns[at]!);
        for (const place of row === at ? [row * size + at] : [row * size + at, at * size + row]) {
          common[geo * size * size + place] = value;
          total[place]! += value;
        }
      }
    for (let row = 0; row < ownSize; row++) {
      for (let at = 0; at < size; at++) cross[(geo * ownSize + row) * size + at] = dotOf(owns[row]!, columns[at]!);
      for (let at = 0; at < ownSize; at++) own[(geo * ownSize + row) * ownSize + at] = dotOf(owns[row]!, owns[at]!);
    }
  }
  return { common, total, cross, own };
}

function dotOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
