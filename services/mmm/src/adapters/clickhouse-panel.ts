import { attempt, type ClickHouseClient } from '@stellwerk/clickhouse';
import { StellwerkError } from '@stellwerk/contracts';
import { buildPanel, type CheckedPanel } from '../domain/data/build-panel.js';
import { type DataColumns, numericColumns } from '../domain/data/data-columns.js';
import { parseDay } from '../domain/data/day.js';
import { ObservationReader } from '../domain/data/observations.js';
import { dataColumnsOf } from '../domain/data/spec-columns.js';
import { columnPart, FIXED } from '../domain/data/tenant/column-names.js';
import { NATIONAL } from '../domain/data/tenant/table-span.js';
import type { CalendarRow, OutcomeRow, PriceRow, SpendRow, TenantRows } from '../domain/data/tenant/tenant-rows.js';
import { type TenantTable, tenantTable } from '../domain/data/tenant/tenant-table.js';
import type { SpecInput } from '../domain/spec/schema.js';
import { errors } from '../errors.js';

export interface ClickHousePanelQuery {
  readonly tenant: string;
  readonly spec: SpecInput;
  /** Today in the tenant's time zone, as an ISO date. The day is not over and does not count. */
  readonly today: string;
  /** First day, as an ISO date; default the first with an outcome. */
  readonly from?: string;
}

/** Rows of one answer: three years × 40 geos × 20 channels are 876,000. */
const MAX_ROWS = 3_000_000;

const SPEND = `
SELECT
    dateDiff('day', toDate('1970-01-01'), day), geo, channel, toFloat64(sum(cost)), groupUniqArray(currency),
    toFloat64(sum(impressions)), toFloat64(sum(clicks)), toFloat64(sum(reach))
FROM curated.spend_current
WHERE tenant = {tenant:String} AND day >= {from:Date} AND day < {to:Date}
GROUP BY day, geo, channel
ORDER BY day, geo, channel`;

const OUTCOMES = `
SELECT dateDiff('day', toDate('1970-01-01'), day), geo, outcome, toFloat64(sum(value)), groupUniqArray(currency)
FROM curated.outcomes
WHERE tenant = {tenant:String} AND day >= {from:Date} AND day < {to:Date}
GROUP BY day, geo, outcome
ORDER BY day, geo, outcome`;

const PRICES = `
SELECT product_id, geo, dateDiff('day', toDate('1970-01-01'), valid_from), toFloat64(price), toFloat64(coalesce(list_price, 0)), promotion != ''
FROM curated.prices FINAL
WHERE tenant = {tenant:String} AND valid_from < {to:Date}
ORDER BY product_id, geo, valid_from`;

const CALENDAR = `
SELECT DISTINCT dateDiff('day', toDate('1970-01-01'), day), geo, kind
FROM curated.calendar FINAL
WHERE tenant = {tenant:String} AND day >= {from:Date} AND day < {to:Date}
ORDER BY 1, geo, kind`;

/**
 * Reads what the platform knows of a tenant: spend and delivery by channel, outcomes, prices, special days. The table has the columns
 * `date`, `geo`, each outcome (`orders`, `revenue`), money per outcome (`revenue_per_orders`), `<channel>_spend`, `_impressions`,
 * `_clicks`, `_reach`, `_frequency`, `price_index`, `promotion_share`, `discount`, `holiday`, `school_break`, `event`; a specification
 * names them as it would name those of a file. Weeks unless it asks for days.
 * @throws StellwerkError CLK_UNAVAILABLE, MMM_OUTCOME_MISSING, MMM_OUTCOME_WEEK_SHIFTED, MMM_GRAIN_WRONG, MMM_COLUMN_MISSING,
 *   MMM_GEO_UNMATCHED, MMM_CHANNEL_NAMES_COLLIDE, MMM_DATA_TOO_LARGE; DataError as for files, with the day and geo of each row
 */
export async function readClickHousePanel(
  client: ClickHouseClient,
  query: ClickHousePanelQuery,
): Promise<CheckedPanel> {
  const { tenant, spec, today, from = '1970-01-01' } = query;
  const parameters = { tenant, from, to: today };
  const rows: TenantRows = {
    spend: (await read<SpendTuple>(client, 'read spend', SPEND, parameters)).map(spendOf),
    outcomes: (await read<OutcomeTuple>(client, 'read outcomes', OUTCOMES, parameters)).map(outcomeOf),
    prices: (await read<PriceTuple>(client, 'read prices', PRICES, parameters)).map(priceOf),
    calendar: (await read<CalendarTuple>(client, 'read the calendar', CALENDAR, parameters)).map(calendarOf),
  };
  return panelOfTenant(rows, spec, today);
}

/** The panel of a tenant's rows; days of today are not among them. */
export function panelOfTenant(rows: TenantRows, spec: SpecInput, today: string): CheckedPanel {
  const named = dataColumnsOf(spec);
  const grain = named.grain === undefined || named.grain === 'auto' ? 'week' : named.grain;
  const isMoneyThere = [...rows.spend, ...rows.outcomes].some(({ currencies }) =>
    currencies.some((code) => code !== ''),
  );
  const columns: DataColumns = { ...named, grain, ...(isMoneyThere && { currencyColumn: FIXED.currency }) };
  const outcome = rows.outcomes.find((row) => columnPart(row.outcome) === columns.outcome)?.outcome ?? columns.outcome;
  const before = parseDay(today) ?? 0;
  const table = tenantTable(rows, { outcome, byGeo: columns.geo !== undefined, before });
  requireColumns(columns, table);
  if (grain === 'day' && table.reportedBy === 'week')
    throw new StellwerkError(errors.GRAIN_WRONG, { wanted: 'day', found: 'week' }, { field: 'data.grain' });
  const reader = new ObservationReader(columns, { today });
  for (const row of table.rows) {
    reader.add(nameOf(row), (column) => row.get(column));
    if (reader.isHopeless) break;
  }
  const { panel, warnings } = buildPanel(reader.finish(), columns, today);
  return { panel, warnings: [...table.warnings, ...warnings] };
}

/** A tenant has no file in which a row could be looked up: errors and warnings say of which day and geo it is. */
function nameOf(row: TenantTable['rows'][number]): string {
  const [date, geo] = [row.get(FIXED.date), row.get(FIXED.geo)];
  return geo === NATIONAL ? `of ${date}` : `of ${date} in ${geo}`;
}

function requireColumns(columns: DataColumns, table: TenantTable): void {
  const needed = [
    columns.date,
    ...(columns.geo ? [columns.geo] : []),
    ...numericColumns(columns).map(({ name }) => name),
  ];
  for (const column of needed) {
    if (table.columns.includes(column)) continue;
    throw new StellwerkError(errors.COLUMN_MISSING, { column, found: table.columns.join(', ') }, { field: column });
  }
}

type SpendTuple = [number, string, string, number, string[], number | null, number | null, number | null];
type OutcomeTuple = [number, string, string, number, string[]];
type PriceTuple = [string, string, number, number, number, number | boolean];
type CalendarTuple = [number, string, string];

const spendOf = ([day, geo, channel, cost, currencies, impressions, clicks, reach]: SpendTuple): SpendRow => ({
  day,
  geo,
  channel,
  cost,
  currencies,
  impressions,
  clicks,
  reach,
});
const outcomeOf = ([day, geo, outcome, value, currencies]: OutcomeTuple): OutcomeRow => ({
  day,
  geo,
  outcome,
  value,
  currencies,
});
const priceOf = ([product, geo, from, price, listPrice, hasPromotion]: PriceTuple): PriceRow => ({
  product,
  geo,
  from,
  price,
  listPrice,
  hasPromotion: Boolean(hasPromotion),
});
const calendarOf = ([day, geo, kind]: CalendarTuple): CalendarRow => ({ day, geo, kind });

async function read<T>(
  client: ClickHouseClient,
  operation: string,
  query: string,
  parameters: Readonly<Record<string, string>>,
): Promise<readonly T[]> {
  return attempt(operation, async () => {
    const result = await client.query({
      query,
      query_params: parameters,
      format: 'JSONCompactEachRow',
      clickhouse_settings: {
        output_format_json_quote_64bit_integers: 0,
        // An answer begins only when it is complete, so a failing query cannot look like a short one.
        wait_end_of_query: 1,
      },
    });
    const rows: T[] = [];
    for await (const batch of result.stream<T>())
      for (const row of batch) {
        if (rows.length >= MAX_ROWS) throw new StellwerkError(errors.DATA_TOO_LARGE, { limit: MAX_ROWS, what: 'rows' });
        rows.push(row.json());
      }
    return rows;
  });
}
