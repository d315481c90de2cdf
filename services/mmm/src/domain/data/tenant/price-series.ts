import type { PriceRow } from './tenant-rows.js';

export interface PriceDay {
  /** Mean over products of the price by the product's mean price in the span. */
  readonly index: number;
  /** Share of products whose price is reduced. */
  readonly promotionShare: number;
  /** Mean over products of 1 − price / list price. */
  readonly discount: number;
}

/**
 * Prices of a geo, day by day. A product counts from its first price on, with the price of the geo where it has one, else with that
 * of everywhere. Null before any product has a price.
 */
export function priceSeries(
  rows: readonly PriceRow[],
  geo: string,
  from: number,
  to: number,
): readonly (PriceDay | null)[] {
  const days = to - from;
  const index = new Float64Array(days);
  const reduced = new Float64Array(days);
  const discount = new Float64Array(days);
  const products = new Float64Array(days);
  for (const own of byProduct(rows, geo).values()) {
    const series = steps(own, from, to);
    const known = series.filter((row) => row !== null);
    const mean = known.reduce((sum, { price }) => sum + price, 0) / known.length;
    for (const [day, row] of series.entries()) {
      if (row === null || !(mean > 0)) continue;
      const off = row.listPrice > row.price ? 1 - row.price / row.listPrice : 0;
      products[day] = (products[day] ?? 0) + 1;
      index[day] = (index[day] ?? 0) + row.price / mean;
      reduced[day] = (reduced[day] ?? 0) + (off > 0 || row.hasPromotion ? 1 : 0);
      discount[day] = (discount[day] ?? 0) + off;
    }
  }
  return Array.from(products, (count, day) =>
    count === 0
      ? null
      : {
          index: (index[day] ?? 0) / count,
          promotionShare: (reduced[day] ?? 0) / count,
          discount: (discount[day] ?? 0) / count,
        },
  );
}

function byProduct(rows: readonly PriceRow[], geo: string): ReadonlyMap<string, readonly PriceRow[]> {
  const found = new Map<string, PriceRow[]>();
  const isLocal = new Set(rows.filter((row) => row.geo === geo && geo !== '').map(({ product }) => product));
  for (const row of rows) {
    const wanted = isLocal.has(row.product) ? geo : '';
    if (row.geo !== wanted) continue;
    const own = found.get(row.product);
    if (own) own.push(row);
    else found.set(row.product, [row]);
  }
  for (const own of found.values()) own.sort((a, b) => a.from - b.from);
  return found;
}

/** The price that holds on each day; null before the first. */
function steps(rows: readonly PriceRow[], from: number, to: number): readonly (PriceRow | null)[] {
  const series: (PriceRow | null)[] = [];
  let next = 0;
  let current: PriceRow | null = null;
  for (let day = from; day < to; day++) {
    for (let row = rows[next]; row !== undefined && row.from <= day; row = rows[next]) {
      current = row;
      next += 1;
    }
    series.push(current);
  }
  return series;
}
