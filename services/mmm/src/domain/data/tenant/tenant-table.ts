import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../../errors.js';
import type { Cell } from '../cell.js';
import { isoDay } from '../day.js';
import { type DataWarning, warn } from '../warnings.js';
import { channelColumn, checkChannelNames, columnPart, FIXED, ratioColumn } from './column-names.js';
import { priceSeries } from './price-series.js';
import type { OutcomeRow, SpendRow, TenantRows } from './tenant-rows.js';

/** Geo of tracked outcomes, which belong to no region. */
const ALL = 'all';
/** Days without an outcome before and after which a geo is taken to have stopped reporting. */
const PAUSE_DAYS = 6;

export interface TenantTableOptions {
  /** The outcome to explain: its first and last day are those of the table. */
  readonly outcome: string;
  readonly byGeo: boolean;
}

/** Daily rows of a tenant, one per geo and day, as a CSV would hold them. */
export interface TenantTable {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, Cell>[];
  readonly warnings: readonly DataWarning[];
}

/**
 * Joins spend, outcomes, prices and calendar. What is not reported of media is 0; a day without an outcome is 0 where the geo reports
 * before and after it, else its row is missing and the panel will say so.
 * @throws StellwerkError MMM_OUTCOME_MISSING, MMM_GEO_UNMATCHED, MMM_CHANNEL_NAMES_COLLIDE
 */
export function tenantTable(given: TenantRows, options: TenantTableOptions): TenantTable {
  const warnings: DataWarning[] = [];
  const table = new Cells();
  const { from, to, geos } = spanOf(given.outcomes, options);
  const geoOf = (geo: string) => (options.byGeo ? geo : 'national');
  addOutcomes(table, given.outcomes, options, { from, to, geos }, warnings);
  addSpend(table, given.spend, options, { from, to, geos }, warnings);
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
    rows: table.rows(given, columnPart(options.outcome), { from, to, geos: geos.map(geoOf) }),
    warnings,
  };
}

interface Span {
  readonly from: number;
  /** Day after the last. */
  readonly to: number;
  readonly geos: readonly string[];
}

function spanOf(outcomes: readonly OutcomeRow[], { outcome, byGeo }: TenantTableOptions): Span {
  const own = outcomes.filter((row) => row.outcome === outcome);
  if (own.length === 0) {
    const found = [...new Set(outcomes.map((row) => row.outcome))].sort().join(', ') || 'none';
    const days = outcomes.map(({ day }) => day).sort((a, b) => a - b);
    throw new StellwerkError(errors.OUTCOME_MISSING, {
      outcome,
      from: days.length > 0 ? isoDay(days[0] ?? 0) : 'the beginning',
      to: days.length > 0 ? isoDay(days.at(-1) ?? 0) : 'today',
      found,
    });
  }
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const geos = new Set<string>();
  for (const { day, geo } of own) {
    from = Math.min(from, day);
    to = Math.max(to, day + 1);
    if (byGeo && geo !== ALL) geos.add(geo);
  }
  // Tracked orders alone have no geo: their model is national, or has the one geo "all".
  return { from, to, geos: byGeo ? (geos.size > 0 ? [...geos].sort() : [ALL]) : ['national'] };
}

function addOutcomes(
  table: Cells,
  outcomes: readonly OutcomeRow[],
  { outcome, byGeo }: TenantTableOptions,
  { from, to, geos }: Span,
  warnings: DataWarning[],
): void {
  const reported = new Map(geos.map((geo) => [geo, new Set<number>()]));
  let left = 0;
  for (const row of outcomes) {
    if (row.day < from || row.day >= to) continue;
    const geo = byGeo ? row.geo : 'national';
    if (!reported.has(geo)) {
      left += 1;
      continue;
    }
    table.add(row.day, geo, columnPart(row.outcome), row.value);
    if (row.outcome === outcome) reported.get(geo)?.add(row.day);
  }
  if (left > 0) warnings.push(warn('OUTCOMES_WITHOUT_GEO', { rows: left }));
  const names = new Set(outcomes.map((row) => columnPart(row.outcome)));
  let missing = 0;
  let first = Number.POSITIVE_INFINITY;
  for (const [geo, days] of reported)
    for (let day = from; day < to; day++) {
      if (!days.has(day)) {
        if (!near(days, day)) continue;
        missing += 1;
        first = Math.min(first, day);
      }
      // A row is there where the outcome is, and says 0 of what else was not reported.
      for (const name of names) table.add(day, geo, name, 0);
    }
  if (missing > 0) warnings.push(warn('OUTCOME_DAYS_MISSING', { days: missing, date: isoDay(first) }));
}

function near(days: ReadonlySet<number>, day: number): boolean {
  const within = (direction: 1 | -1) =>
    Array.from({ length: PAUSE_DAYS }, (_, step) => day + direction * (step + 1)).some((one) => days.has(one));
  return within(1) && within(-1);
}

function addSpend(
  table: Cells,
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
    const geo = byGeo ? row.geo : 'national';
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
function addRatios(table: Cells, outcomes: readonly OutcomeRow[]): void {
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

/** Numbers by day, geo and column. */
class Cells {
  readonly #cells = new Map<string, Map<string, number>>();
  readonly #columns = new Set<string>();

  add(day: number, geo: string, column: string, value: number): void {
    this.#columns.add(column);
    const key = `${day}/${geo}`;
    const row = this.#cells.get(key) ?? new Map<string, number>();
    row.set(column, (row.get(column) ?? 0) + value);
    this.#cells.set(key, row);
  }

  /** Sets a cell of a row that is there. */
  set(day: number, geo: string, column: string, value: number): void {
    this.#columns.add(column);
    this.#cells.get(`${day}/${geo}`)?.set(column, value);
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  drop(column: string): void {
    this.#columns.delete(column);
  }

  total(column: string): number {
    let sum = 0;
    for (const row of this.#cells.values()) sum += row.get(column) ?? 0;
    return sum;
  }

  derive(column: string, compute: (cell: (name: string) => number) => number): void {
    this.#columns.add(column);
    for (const row of this.#cells.values())
      row.set(
        column,
        compute((name) => row.get(name) ?? 0),
      );
  }

  columns(): readonly string[] {
    return [FIXED.date, FIXED.geo, FIXED.currency, ...[...this.#columns].sort()];
  }

  /** Rows that have an outcome, geo after geo, each with its currency: the unusual one where there are several. */
  rows(given: TenantRows, outcome: string, { from, to, geos }: Span): readonly ReadonlyMap<string, Cell>[] {
    const currencies = currencyByDay(given);
    const rows: ReadonlyMap<string, Cell>[] = [];
    for (const geo of geos)
      for (let day = from; day < to; day++) {
        const row = this.#cells.get(`${day}/${geo}`);
        if (!row?.has(outcome)) continue;
        const cells = new Map<string, Cell>([
          [FIXED.date, isoDay(day)],
          [FIXED.geo, geo],
          [FIXED.currency, currencies.get(day) ?? currencies.get(null) ?? ''],
        ]);
        for (const column of this.#columns) cells.set(column, row.get(column) ?? 0);
        rows.push(cells);
      }
    return rows;
  }
}

/** The most frequent currency under null, and days on which another one occurs. */
function currencyByDay({ spend, outcomes }: TenantRows): ReadonlyMap<number | null, string> {
  const counts = new Map<string, number>();
  const all = [...spend, ...outcomes].map(({ day, currencies }) => ({
    day,
    codes: currencies.filter((code) => code !== ''),
  }));
  for (const { codes } of all) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const usual = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
  const found = new Map<number | null, string>(usual === undefined ? [] : [[null, usual]]);
  for (const { day, codes } of all) for (const code of codes) if (code !== usual) found.set(day, code);
  return found;
}
