import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { DataColumns, NumericColumn } from './data-columns.js';
import { weekdayOf } from './day.js';
import type { Grid } from './grid.js';
import { type DataWarning, warn } from './warnings.js';

/**
 * Adds days up to weeks from Monday to Sunday. Weeks that are not complete, at both ends, are left out.
 * @throws StellwerkError MMM_REACH_NOT_ADDITIVE, MMM_TOO_FEW_PERIODS where no week is complete
 */
export function toWeeks(
  grid: Grid,
  columns: readonly NumericColumn[],
  spec: DataColumns,
): { readonly grid: Grid; readonly warnings: readonly DataWarning[] } {
  for (const { kind, channel } of spec.channels)
    if (kind === 'reach-frequency') throw new StellwerkError(errors.REACH_NOT_ADDITIVE, { channel });
  const days = grid.days.length;
  const before = (7 - weekdayOf(grid.days[0] ?? 0)) % 7;
  const weeks = Math.floor((days - before) / 7);
  if (weeks < 1) throw new StellwerkError(errors.TOO_FEW_PERIODS, { periods: Math.max(weeks, 0), parameters: 1 });
  const outcome = grid.values.get(spec.outcome) ?? new Float64Array();
  const cells = grid.geos.length * weeks;
  const values = new Map<string, Float64Array>();
  for (const { name, aggregation } of columns) {
    const given = grid.values.get(name) ?? new Float64Array();
    const weekly = new Float64Array(cells);
    for (let cell = 0; cell < cells; cell++) {
      const start = startOf(cell, weeks, days, before);
      if (aggregation === 'per-outcome') weekly[cell] = weightedMean(given, outcome, start);
      else weekly[cell] = sum(given, start) / (aggregation === 'mean' ? 7 : 1);
    }
    values.set(name, weekly);
  }
  const row = Array.from({ length: cells }, (_, cell) => grid.row[startOf(cell, weeks, days, before)] ?? 0);
  const leftOut = days - weeks * 7;
  return {
    grid: {
      ...grid,
      grain: 'week',
      days: Array.from({ length: weeks }, (_, week) => (grid.days[before] ?? 0) + week * 7),
      values,
      row,
    },
    warnings: leftOut > 0 ? [warn('PARTIAL_WEEKS_LEFT_OUT', { days: leftOut })] : [],
  };
}

const startOf = (cell: number, weeks: number, days: number, before: number): number =>
  Math.floor(cell / weeks) * days + before + (cell % weeks) * 7;

function sum(values: Float64Array, start: number): number {
  let total = 0;
  for (let at = start; at < start + 7; at++) total += values[at] ?? 0;
  return total;
}

/** Money per unit over a week: what was sold counts; a week without sales has the plain mean. */
function weightedMean(values: Float64Array, weights: Float64Array, start: number): number {
  let total = 0;
  let weight = 0;
  for (let at = start; at < start + 7; at++) {
    total += (values[at] ?? 0) * (weights[at] ?? 0);
    weight += weights[at] ?? 0;
  }
  return weight > 0 ? total / weight : sum(values, start) / 7;
}
