import { errors } from '../../errors.js';
import type { ChannelColumns, DataColumns } from './data-columns.js';
import type { DataProblems } from './data-error.js';
import { daysOf } from './grain.js';
import type { Grid } from './grid.js';
import { type DataWarning, warn } from './warnings.js';

/** Coefficient of variation over periods below which a channel hardly changes. */
const LITTLE_VARIATION = 0.1;
/** Share of periods below which a channel hardly ran. */
const FEW_ACTIVE = 0.1;
/** Times the median of what is not 0, from which a value looks like another unit. */
const OUTLIER_TIMES = 1_000;

/**
 * Looks at each column on its own.
 * Problems: MMM_CHANNEL_EMPTY, MMM_CHANNEL_CONSTANT, MMM_COLUMN_CONSTANT, MMM_OUTCOME_CONSTANT, MMM_PRICE_INVALID,
 * MMM_POPULATION_INVALID.
 */
export function checkColumns(grid: Grid, spec: DataColumns, problems: DataProblems): readonly DataWarning[] {
  const rows = grid.row.length;
  const warnings: DataWarning[] = [];
  const outcome = grid.values.get(spec.outcome) ?? new Float64Array();
  if (isConstant(outcome))
    problems.add(errors.OUTCOME_CONSTANT, { column: spec.outcome, value: outcome[0] ?? 0, rows }, spec.outcome);
  else warnings.push(...checkSign(grid, outcome));
  for (const channel of spec.channels) warnings.push(...checkChannel(grid, channel, problems));
  for (const name of [...(spec.sums ?? []), ...(spec.means ?? [])]) {
    const values = grid.values.get(name) ?? new Float64Array();
    if (isConstant(values)) problems.add(errors.COLUMN_CONSTANT, { column: name, value: values[0] ?? 0, rows }, name);
  }
  for (const name of spec.positive ?? []) checkPositive(grid, name, problems);
  if (spec.population !== undefined) checkPopulation(grid, spec.population, problems);
  for (const [name, values] of grid.values) warnings.push(...checkOutlier(grid, name, values));
  return warnings;
}

function checkChannel(
  grid: Grid,
  { channel, media, frequency }: ChannelColumns,
  problems: DataProblems,
): readonly DataWarning[] {
  const rows = grid.row.length;
  for (const column of frequency === undefined ? [media] : [media, frequency]) {
    const values = grid.values.get(column) ?? new Float64Array();
    if (!isConstant(values)) continue;
    const value = values[0] ?? 0;
    problems.add(
      value === 0 ? errors.CHANNEL_EMPTY : errors.CHANNEL_CONSTANT,
      { channel, column, value, rows },
      column,
    );
    return [];
  }
  const overTime = nationalSeries(grid, grid.values.get(media) ?? new Float64Array());
  const active = overTime.filter((value) => value > 0).length;
  const warnings: DataWarning[] = [];
  if (active < overTime.length * FEW_ACTIVE)
    warnings.push(warn('FEW_ACTIVE_PERIODS', { channel, periods: active, all: overTime.length }));
  const variation = coefficientOfVariation(overTime);
  if (variation < LITTLE_VARIATION)
    warnings.push(warn('LITTLE_VARIATION', { channel, column: media, variation: variation.toFixed(3) }));
  return warnings;
}

function checkSign(grid: Grid, outcome: Float64Array): readonly DataWarning[] {
  const first = outcome.findIndex((value) => value < 0);
  if (first < 0) return [];
  const rows = outcome.filter((value) => value < 0).length;
  return [warn('NEGATIVE_OUTCOMES', { rows, row: grid.row[first] ?? 0 })];
}

function checkPositive(grid: Grid, column: string, problems: DataProblems): void {
  const values = grid.values.get(column) ?? new Float64Array();
  const at = values.findIndex((value) => value <= 0);
  if (at < 0) return;
  problems.add(errors.PRICE_INVALID, { row: grid.row[at] ?? 0, column, value: values[at] ?? 0 }, column);
}

function checkPopulation(grid: Grid, column: string, problems: DataProblems): void {
  const values = grid.values.get(column) ?? new Float64Array();
  const periods = grid.days.length;
  for (const [index, geo] of grid.geos.entries()) {
    const expected = values[index * periods] ?? 0;
    for (let at = index * periods; at < (index + 1) * periods; at++) {
      const value = values[at] ?? 0;
      const problem = value <= 0 ? 'not above 0' : value !== expected ? `and was ${expected}` : null;
      if (problem === null) continue;
      problems.add(errors.POPULATION_INVALID, { row: grid.row[at] ?? 0, column, geo, value, problem }, column);
      break;
    }
  }
}

function checkOutlier(grid: Grid, name: string, values: Float64Array): readonly DataWarning[] {
  const sizes = values.filter((value) => value !== 0).map(Math.abs);
  const median = sizes.sort()[Math.floor((sizes.length - 1) / 2)] ?? 0;
  const largest = sizes.at(-1) ?? 0;
  if (!(largest > OUTLIER_TIMES * median)) return [];
  const at = values.findIndex((value) => Math.abs(value) === largest);
  const times = Math.round(largest / median);
  return [warn('OUTLIER', { row: grid.row[at] ?? 0, column: name, value: values[at] ?? 0, times })];
}

/**
 * Compares the length of the history with what is asked of it. Problems: MMM_TOO_FEW_PERIODS, MMM_ONE_GEO.
 */
export function checkSize(grid: Grid, spec: DataColumns, problems: DataProblems): readonly DataWarning[] {
  const periods = grid.days.length;
  const { parameters } = spec;
  if (spec.byGeo && grid.geos.length < 2) problems.add(errors.ONE_GEO, { geo: grid.geos[0] ?? '' }, spec.geo);
  const warnings: DataWarning[] = [];
  const twoYears = grid.grain === 'week' ? 104 : 730;
  if (periods < twoYears) warnings.push(warn('SHORT_HISTORY', { periods, wanted: twoYears }));
  if (parameters === undefined) return warnings;
  if (periods < parameters) problems.add(errors.TOO_FEW_PERIODS, { periods, parameters });
  else if (periods < parameters * PERIODS_PER_PARAMETER)
    warnings.push(warn('FEW_PERIODS_PER_PARAMETER', { periods, parameters, wanted: PERIODS_PER_PARAMETER }));
  return warnings;
}

const PERIODS_PER_PARAMETER = 5;

/** A period that has begun and is not over has only part of its outcome and its media. */
export function checkLastPeriod(grid: Grid, today: number): readonly DataWarning[] {
  const last = grid.days.at(-1) ?? 0;
  const end = last + daysOf(grid.grain);
  return end > today ? [warn('PERIOD_NOT_OVER', { days: today - last, of: end - last })] : [];
}

/** Geos whose names differ only in case or spaces are likely the same. */
export function checkGeoNames({ geos }: Grid): readonly DataWarning[] {
  const seen = new Map<string, string>();
  const warnings: DataWarning[] = [];
  for (const geo of geos) {
    const plain = geo.toLowerCase().replace(/[\s_-]+/g, '');
    const other = seen.get(plain);
    if (other === undefined) seen.set(plain, geo);
    else warnings.push(warn('GEOS_SIMILAR', { first: other, second: geo }));
  }
  return warnings;
}

export function isConstant(values: Float64Array): boolean {
  const [first] = values;
  return values.every((value) => value === first);
}

/** Sum over geos per period. */
export function nationalSeries({ days, geos }: Pick<Grid, 'days' | 'geos'>, values: Float64Array): Float64Array {
  const series = new Float64Array(days.length);
  for (let geo = 0; geo < geos.length; geo++)
    for (let t = 0; t < days.length; t++) series[t] = (series[t] ?? 0) + (values[geo * days.length + t] ?? 0);
  return series;
}

function coefficientOfVariation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance) / Math.abs(mean);
}
