import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../../errors.js';
import type { Cell } from '../cell.js';
import { isoDay } from '../day.js';
import { daysOf, type Grain } from '../grain.js';
import { type DataWarning, warn } from '../warnings.js';
import { channelColumn, checkChannelNames, columnPart, FIXED, ratioColumn } from './column-names.js';
import { priceSeries } from './price-series.js';
import { TableCells } from './table-cells.js';
import { currenciesOf } from './table-currencies.js';
import { NATIONAL, type Span, spanOf, type TenantTableOptions } from './table-span.js';
import type { OutcomeRow, SpendRow, TenantRows } from './tenant-rows.js';

/** Longest pause in which nothing is taken to have been sold; of a longer one it is not known. */
const PAUSE_DAYS = 6;

/** Daily rows of a tenant, one per geo and day, as a CSV would hold them. */
export interface TenantTable {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, Cell>[];
  /** What one report of the outcome stands for. */
  readonly reportedBy: Grain;
  readonly warnings: readonly DataWarning[];
}

/**
 * Joins spend, outcomes, prices and calendar. What is not reported of media is 0; a day without an outcome is 0 where the geo reports
 * before and after it, else its row is missing and the panel will say so. An outcome that is reported once a week stands for the seven
 * days from its Monday on.
 * @throws StellwerkError MMM_OUTCOME_MISSING, MMM_OUTCOME_WEEK_SHIFTED, MMM_GEO_UNMATCHED, MMM_CHANNEL_NAMES_COLLIDE
 */
export function tenantTable(given: TenantRows, options: TenantTableOptions): TenantTable {
  const warnings: DataWarning[] = [];
  const table = new TableCells();
  const span = spanOf(given.outcomes, options);
  const { from, to, geos } = span;
  const geoOf = (geo: string) => (options.byGeo ? geo : NATIONAL);
  addOutcomes(table, given.outcomes, options, span, warnings);
  addSpend(table, given.spend, options, span, warnings);
  addRatios(table, given.outcomes);
  for (const geo of geos) {
    const prices = priceSeries(given.prices, options.byGeo ? geo : '', from, to);
    const days = specialDays(given, options.byGeo ? geo : null);
    for (let day = from; day < to; day++) {
      const price = prices[day - from] ?? prices.find((one) => one !== null);
      if (price) {
        table.set(day, geoOf(geo), FIXED.priceIndex, price.index);
        table.set(day, geoOf(geo), FIXED.promotionShare, price.promotionShare);
        table.set(day, geoOf(geo), FIXED.discount, price.discount);
      }
      for (const [column, shares] of days) table.set(day, geoOf(geo), column, shares.get(day) ?? 0);
    }
  }
  return {
    columns: table.columns(),
    rows: table.rows(currenciesOf(given, geoOf), columnPart(options.outcome), { ...span, geos: geos.map(geoOf) }),
    reportedBy: span.reportedBy,
    warnings,
  };
}

function addOutcomes(
  table: TableCells,
  outcomes: readonly OutcomeRow[],
  { outcome, byGeo }: TenantTableOptions,
  { from, to, geos, reportedBy }: Span,
  warnings: DataWarning[],
): void {
  const reported = new Map(geos.map((geo) => [geo, new Set<number>()]));
  let left = 0;
  for (const row of outcomes) {
    if (row.day < from || row.day >= to) continue;
    const geo = byGeo ? row.geo : NATIONAL;
    if (!reported.has(geo)) {
      left += 1;
      continue;
    }
    table.add(row.day, geo, columnPart(row.outcome), row.value);
    if (row.outcome !== outcome) continue;
    for (let day = row.day; day < row.day + daysOf(reportedBy); day++) reported.get(geo)?.add(day);
  }
  if (left > 0) warnings.push(warn('OUTCOMES_WITHOUT_GEO', { rows: left }));
  const names = new Set(outcomes.map((row) => columnPart(row.outcome)));
  let missing = 0;
  let first = Number.POSITIVE_INFINITY;
  for (const [geo, days] of reported)
    for (let day = from; day < to; day++) {
      if (!days.has(day)) {
        if (!isInShortPause(days, day)) continue;
        missing += 1;
        first = Math.min(first, day);
      }
      // A row is there where the outcome is, and says 0 of what else was not reported.
      for (const name of names) table.add(day, geo, name, 0);
    }
  if (missing > 0) warnings.push(warn('OUTCOME_DAYS_MISSING', { days: missing, date: isoDay(first) }));
}

/** Whether a day lies in a pause between two reported days that is short enough. */
function isInShortPause(days: ReadonlySet<number>, day: number): boolean {
  const reach = (direction: 1 | -1) => {
    for (let step = 1; step <= PAUSE_DAYS; step++) if (days.has(day + direction * step)) return step;
    return Number.POSITIVE_INFINITY;
  };
  return reach(-1) + reach(1) - 1 <= PAUSE_DAYS;
}

function addSpend(
  table: TableCells,
  spend: readonly SpendRow[],
  { byGeo }: TenantTableOptions,
  { from, to, geos }: Span,
  warnings: DataWarning[],
): void {
  const channels = [...new Set(spend.map(({ channel }) => channel))].sort();
  checkChannelNames(channels);
  const unreported = new Map<string, number>();
  const reported = new Set<string>();
  for (const row of spend) {
    if (row.day < from || row.day >= to) continue;
    const geo = byGeo ? row.geo : NATIONAL;
    if (!geos.includes(geo))
      throw new StellwerkError(errors.GEO_UNMATCHED, { what: `spend of ${row.channel}`, geo, known: geos.join(', ') });
    table.add(row.day, geo, channelColumn(row.channel, 'spend'), row.cost);
    for (const metric of ['impressions', 'clicks', 'reach'] as const) {
      const column = channelColumn(row.channel, metric);
      if (row[metric] === null) unreported.set(column, (unreported.get(column) ?? 0) + 1);
      else reported.add(column);
      table.add(row.day, geo, column, row[metric] ?? 0);
    }
  }
  // A metric that a channel never reports is no column of it.
  for (const [column, days] of unreported)
    if (reported.has(column)) warnings.push(warn('METRIC_NOT_REPORTED', { column, days }));
    else table.drop(column);
  for (const channel of channels) {
    const [impressions, reach] = [channelColumn(channel, 'impressions'), channelColumn(channel, 'reach')];
    if (!table.has(impressions) || !table.has(reach)) continue;
    table.derive(channelColumn(channel, 'frequency'), (cell) => {
      const persons = cell(reach);
      return persons > 0 ? cell(impressions) / persons : 0;
    });
  }
}

/** Money per unit of every outcome that is a number: the mean of all days where a day has none. */
function addRatios(table: TableCells, outcomes: readonly OutcomeRow[]): void {
  const isMoney = new Map<string, boolean>();
  for (const { outcome, currencies } of outcomes)
    isMoney.set(outcome, (isMoney.get(outcome) ?? false) || currencies.some((code) => code !== ''));
  for (const [money, hasCurrency] of isMoney)
    for (const [number, other] of isMoney) {
      if (!hasCurrency || other) continue;
      const [value, units] = [columnPart(money), columnPart(number)];
      const all = table.total(units);
      const mean = all > 0 ? table.total(value) / all : 0;
      table.derive(ratioColumn(money, number), (cell) => (cell(units) > 0 ? cell(value) / cell(units) : mean));
    }
}

const KINDS = [
  ['holiday', FIXED.holiday],
  ['school-break', FIXED.schoolBreak],
  ['event', FIXED.event],
] as const;

/** Share of geos that have a special day, by column and day; of one geo 0 or 1. */
function specialDays({ calendar }: TenantRows, geo: string | null): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const geos = new Set(calendar.map((row) => row.geo));
  return new Map(
    KINDS.map(([kind, column]) => {
      const days = new Map<number, Set<string>>();
      for (const row of calendar) {
        if (row.kind !== kind || (geo !== null && row.geo !== geo)) continue;
        days.set(row.day, (days.get(row.day) ?? new Set()).add(row.geo));
      }
      const all = geo === null ? geos.size : 1;
      return [column, new Map([...days].map(([day, where]) => [day, where.size / all]))];
    }),
  );
}
