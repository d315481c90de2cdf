import { errors } from '../../errors.js';
import { nationalSeries } from './column-checks.js';
import type { ChannelColumns, DataColumns } from './data-columns.js';
import type { DataProblems } from './data-error.js';
import type { Grid } from './grid.js';
import type { RowName } from './observations.js';
import { type DataWarning, warn } from './warnings.js';

/** Largest plausible factor between the dearest and the cheapest period of a channel. */
const COST_FACTOR = 50;

/** Compares the spend of each channel with its media. Problems: MMM_SPEND_MISSING. */
export function checkSpend(grid: Grid, spec: DataColumns, problems: DataProblems): readonly DataWarning[] {
  return spec.channels.flatMap((channel) => checkChannel(grid, channel, problems));
}

function checkChannel(grid: Grid, columns: ChannelColumns, problems: DataProblems): readonly DataWarning[] {
  const { channel, spend: column } = columns;
  if (column === undefined || column === columns.media) return [];
  const media = grid.values.get(columns.media) ?? new Float64Array();
  const spend = grid.values.get(column) ?? new Float64Array();
  if (media.some((value) => value > 0) && spend.every((value) => value === 0)) {
    problems.add(errors.SPEND_MISSING, { channel, column, rows: grid.row.length }, column);
    return [];
  }
  return [
    ...alone('SPEND_WITHOUT_MEDIA', grid, channel, spend, media),
    ...alone('MEDIA_WITHOUT_SPEND', grid, channel, media, spend),
    ...costJumps(grid, channel, spend, media),
  ];
}

/** Cells in which one of two columns has something and the other nothing. */
function alone(
  code: 'SPEND_WITHOUT_MEDIA' | 'MEDIA_WITHOUT_SPEND',
  grid: Grid,
  channel: string,
  there: Float64Array,
  missing: Float64Array,
): readonly DataWarning[] {
  let rows = 0;
  let first: RowName = 0;
  let total = 0;
  let unmatched = 0;
  for (let at = 0; at < there.length; at++) {
    const value = there[at] ?? 0;
    total += value;
    if (value === 0 || missing[at] !== 0) continue;
    if (rows === 0) first = grid.row[at] ?? 0;
    rows += 1;
    unmatched += value;
  }
  return rows === 0 ? [] : [warn(code, { channel, rows, row: first, percent: ((100 * unmatched) / total).toFixed(1) })];
}

function costJumps(grid: Grid, channel: string, spend: Float64Array, media: Float64Array): readonly DataWarning[] {
  const money = nationalSeries(grid, spend);
  const units = nationalSeries(grid, media);
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (let t = 0; t < money.length; t++) {
    const cost = (money[t] ?? 0) / (units[t] ?? 0);
    if (!(cost > 0 && Number.isFinite(cost))) continue;
    low = Math.min(low, cost);
    high = Math.max(high, cost);
  }
  return high > COST_FACTOR * low ? [warn('COST_JUMPS', { channel, times: Math.round(high / low) })] : [];
}
