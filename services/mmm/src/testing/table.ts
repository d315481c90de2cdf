import type { Cell } from '../domain/data/cell.js';
import type { DataColumns } from '../domain/data/data-columns.js';
import { isoDay } from '../domain/data/day.js';
import { ObservationReader, type Observations } from '../domain/data/observations.js';

export type TableRow = Readonly<Record<string, Cell>>;

/** The day on which the examples are read. */
export const TODAY = '2026-11-23';
/** 2024-03-01, a Friday. */
const FIRST_DAY = 19_783;

/** Columns of {@link table}. */
export const columns: DataColumns = {
  date: 'date',
  geo: 'geo',
  population: 'population',
  outcome: 'orders',
  valuePerUnit: 'value',
  channels: [
    { channel: 'TV', kind: 'paid', media: 'tv_contacts', spend: 'tv_spend' },
    { channel: 'Search', kind: 'paid', media: 'search_clicks', spend: 'search_spend' },
    { channel: 'Newsletter', kind: 'organic', media: 'mails' },
  ],
  means: ['price', 'rain'],
};

/** A number in [0, 1) that varies without a pattern over whole numbers. */
const scattered = (seed: number): number => {
  const x = Math.sin(seed * 12.9898 + 4.1) * 43_758.5453;
  return x - Math.floor(x);
};

/** A sound table: two geos of some weeks (or days) with two paid channels, one organic, a price and the weather. */
export function table({ periods = 120, days = 7, geos = ['BY', 'NW'] } = {}): TableRow[] {
  return geos.flatMap((geo, g) =>
    Array.from({ length: periods }, (_, t) => {
      const at = g * 1_000 + t;
      const tv = Math.round(40_000 * scattered(at));
      const search = Math.round(900 * scattered(at + 0.3));
      return {
        date: isoDay(FIRST_DAY + t * days),
        geo,
        population: 1_000_000 * (g + 1),
        orders: Math.round(500 + tv / 400 + search / 5 + 60 * scattered(at + 0.7)),
        value: 80 + Math.round(10 * scattered(at + 0.2)) / 10,
        tv_contacts: tv,
        tv_spend: tv * 0.02,
        search_clicks: search,
        search_spend: search * 0.5,
        mails: Math.round(5_000 * scattered(at + 0.5)),
        price: 49 + Math.round(5 * scattered(at + 0.9)),
        rain: 30 * scattered(at + 0.1),
      };
    }),
  );
}

/** Rows as a reader has them, the first being row 2. @throws DataError */
export function observe(rows: readonly TableRow[], spec: DataColumns = columns, today = TODAY): Observations {
  const reader = new ObservationReader(spec, { today });
  for (const [index, row] of rows.entries()) reader.add(index + 2, (column) => row[column]);
  return reader.finish();
}

/** Rows with one changed. */
export const withRow = (rows: readonly TableRow[], index: number, change: TableRow): TableRow[] =>
  rows.map((row, at) => (at === index ? { ...row, ...change } : row));

/** Rows with one column made anew. */
export const withColumn = (
  rows: readonly TableRow[],
  name: string,
  value: (row: TableRow, at: number) => Cell,
): TableRow[] => rows.map((row, at) => ({ ...row, [name]: value(row, at) }));
