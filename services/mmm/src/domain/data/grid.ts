import { errors } from '../../errors.js';
import { DataProblems } from './data-error.js';
import { isoDay } from './day.js';
import { daysOf, type Grain } from './grain.js';
import type { Observations, RowName } from './observations.js';

/** Observations on a full grid of geos × periods, geo after geo; geos in the order of their names. */
export interface Grid {
  readonly grain: Grain;
  /** First day of each period, days since 1970-01-01. */
  readonly days: readonly number[];
  readonly geos: readonly string[];
  /** By the column's name, geos × periods long. */
  readonly values: ReadonlyMap<string, Float64Array>;
  /** Row of the table that a cell of the grid comes from; the first of them where days became weeks. */
  readonly row: readonly RowName[];
  readonly currency: string | null;
}

/**
 * Puts every row into its cell.
 * @throws DataError with MMM_ROW_REPEATED for cells given twice, MMM_PERIOD_MISSING for cells not given
 */
export function placeOnGrid(observations: Observations, grain: Grain): Grid {
  const { count, day, geo, row, currency } = observations;
  const step = daysOf(grain);
  const geos = [...observations.geos].sort(byCodeUnits);
  const rank = new Map(geos.map((name, index) => [name, index]));
  const order = observations.geos.map((name) => rank.get(name) ?? 0);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const one of day) {
    first = Math.min(first, one);
    last = Math.max(last, one);
  }
  const periods = Math.round((last - first) / step) + 1;
  const problems = new DataProblems();
  // A date far away makes the grid large and the map not.
  const found = new Map<number, number>();
  for (let at = 0; at < count; at++) {
    const cell = (order[geo[at] ?? 0] ?? 0) * periods + Math.round(((day[at] ?? 0) - first) / step);
    const known = found.get(cell);
    if (known === undefined) found.set(cell, at);
    else
      problems.add(errors.ROW_REPEATED, {
        row: row[at] ?? 0,
        geo: nameOf(observations.geos[geo[at] ?? 0]),
        date: isoDay(day[at] ?? 0),
        first: row[known] ?? 0,
      });
  }
  problems.refuse();
  const missing = geos.length * periods - found.size;
  for (let cell = 0; missing > 0; cell++) {
    if (found.has(cell)) continue;
    const date = isoDay(first + (cell % periods) * step);
    problems.add(errors.PERIOD_MISSING, { geo: nameOf(geos[Math.floor(cell / periods)]), date, missing });
    problems.refuse();
  }
  const values = new Map<string, Float64Array>();
  for (const [name, given] of observations.values) {
    const placed = new Float64Array(found.size);
    for (const [cell, at] of found) placed[cell] = given[at] ?? Number.NaN;
    values.set(name, placed);
  }
  const rows = new Array<RowName>(found.size).fill(0);
  for (const [cell, at] of found) rows[cell] = row[at] ?? 0;
  return {
    grain,
    days: Array.from({ length: periods }, (_, t) => first + t * step),
    geos,
    values,
    row: rows,
    currency,
  };
}

/** Names in an order that is the same in every locale. */
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const nameOf = (geo: string | undefined): string => (geo === undefined || geo === 'national' ? 'the table' : geo);
