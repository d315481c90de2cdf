import { attempt, type ClickHouseClient } from '@stellwerk/clickhouse';
import type { Purpose } from '@stellwerk/contracts';
import type { AttributionSpec } from '../domain/attribution-spec.js';
import { parseScaled } from '../domain/decimal.js';
import { Journeys, type PathCount, type Touch } from '../domain/journeys.js';
import { anyRefusalSql, buildPathsSql, countConversionsSql } from './paths-sql.js';

export interface ClickHousePathsQuery {
  readonly tenant: string;
  /** What the journeys are built for: only events that were allowed for it, and of persons who have not refused it since. */
  readonly purpose: Purpose;
  readonly by: AttributionSpec['by'];
  /** Conversions from this instant on, ISO 8601. */
  readonly from?: string;
  /** Conversions before this instant; also the cut-off of open journeys. */
  readonly to: string;
  /** How long before a conversion a touch counts. */
  readonly lookBackDays: number;
  /** Whether to keep when each touch took place: more different paths. */
  readonly withTimes: boolean;
  /** Currency of values; conversions in others count without a value. Absent = all values are of one currency. */
  readonly currency?: string;
  /** Views and orders that one slice of persons is made for; bounds the memory of the server. Default 12 million, about 0.8 GB. */
  readonly eventsPerSlice?: number;
}

export interface ClickHousePaths {
  readonly journeys: Journeys;
  /** Conversions whose value is of another currency and therefore missing. */
  readonly unvalued: number;
  /** Conversions of the period that may not be used for the purpose and are therefore missing. */
  readonly withheld: number;
}

type Row = readonly [
  path: string[],
  hours: number[],
  conversions: number,
  value: string,
  nulls: number,
  censored: number,
  unvalued: number,
];

const DAY_MS = 86_400_000;
const EVENTS_PER_SLICE = 12_000_000;
const MAX_SECONDS_PER_SLICE = 260;

/**
 * Builds journeys from a tenant's touches, conversions and identity map, in slices of persons that bound the memory. The slices
 * make no difference to the result.
 * @throws CLK_UNAVAILABLE
 */
export async function readClickHousePaths(
  client: ClickHouseClient,
  query: ClickHousePathsQuery,
): Promise<ClickHousePaths> {
  const events = await countEvents(client, query.tenant);
  const { by, withTimes } = query;
  const sql = buildPathsSql({ by, withTimes, withRefusals: await hasRefusals(client, query) });
  // Before the paths: what arrives meanwhile is not withheld.
  const conversionsBefore = await countConversions(client, query);
  const slices = Math.max(1, Math.ceil(events / (query.eventsPerSlice ?? EVENTS_PER_SLICE)));
  const rows: PathCount[] = [];
  let censored = 0;
  let unvalued = 0;
  let used = 0;
  const touchOf = createTouches();
  for (let slice = 0; slice < slices; slice++) {
    await attempt('build paths', async () => {
      for await (const row of readSlice(client, { sql, query, slice, slices })) {
        const [path, hours, conversions, value, nulls, rowCensored, rowUnvalued] = row;
        censored += rowCensored;
        unvalued += rowUnvalued;
        used += conversions;
        if (conversions + nulls === 0) continue;
        const touches = path.map((channel, index) => touchOf(channel, hours[index]));
        rows.push({ touches, conversions, value: parseScaled(value), nulls });
      }
    });
  }
  const withheld = Math.max(0, conversionsBefore - used);
  return { journeys: Journeys.of(rows, { censored, isTimed: withTimes }), unvalued, withheld };
}

/** Touches without a time are shared: there are millions of them, and few names. */
function createTouches(): (channel: string, hoursBefore?: number) => Touch {
  const shared = new Map<string, Touch>();
  return (channel, hoursBefore) => {
    if (hoursBefore !== undefined) return { channel, hoursBefore };
    const known = shared.get(channel);
    if (known) return known;
    const touch = { channel };
    shared.set(channel, touch);
    return touch;
  };
}

const countEvents = (client: ClickHouseClient, tenant: string): Promise<number> =>
  ask(
    client,
    `SELECT (SELECT count() FROM curated.touches WHERE tenant = {tenant:String})
      + (SELECT count() FROM curated.conversions WHERE tenant = {tenant:String})`,
    { tenant },
  );

const hasRefusals = async (client: ClickHouseClient, { tenant, purpose }: ClickHousePathsQuery): Promise<boolean> =>
  (await ask(client, anyRefusalSql, { tenant, purpose })) > 0;

const countConversions = (client: ClickHouseClient, { tenant, from, to }: ClickHousePathsQuery): Promise<number> =>
  ask(client, countConversionsSql, { tenant, ...periodOf({ from, to }) });

/** The one number that a query answers. */
async function ask(client: ClickHouseClient, query: string, parameters: Record<string, unknown>): Promise<number> {
  return attempt('count events', async () => {
    const result = await client.query({
      query,
      query_params: parameters,
      format: 'JSONCompactEachRow',
      clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
    });
    const [row] = await result.json<[number]>();
    return row?.[0] ?? 0;
  });
}

const periodOf = ({ from, to }: { readonly from: string | undefined; readonly to: string }) => ({
  fromMs: from === undefined ? 0 : Date.parse(from),
  toMs: Date.parse(to),
});

interface Slice {
  readonly sql: string;
  readonly query: ClickHousePathsQuery;
  readonly slice: number;
  readonly slices: number;
}

async function* readSlice(client: ClickHouseClient, { sql, query, slice, slices }: Slice): AsyncGenerator<Row> {
  const { tenant, purpose, from, to, lookBackDays, currency = '' } = query;
  const result = await client.query({
    query: sql,
    query_params: {
      tenant,
      purpose,
      ...periodOf({ from, to }),
      lookBackMs: Math.round(lookBackDays * DAY_MS),
      currency,
      slice,
      slices,
    },
    format: 'JSONCompactEachRow',
    clickhouse_settings: {
      output_format_json_quote_64bit_integers: 0,
      max_execution_time: MAX_SECONDS_PER_SLICE,
      // An answer begins only when it is complete, so a failing query cannot look like a short one.
      wait_end_of_query: 1,
    },
  });
  for await (const rows of result.stream<Row>()) for (const row of rows) yield row.json();
}
