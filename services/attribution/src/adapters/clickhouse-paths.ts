import { attempt, type ClickHouseClient } from '@stellwerk/clickhouse';
import type { AttributionSpec } from '../domain/attribution-spec.js';
import { parseScaled } from '../domain/decimal.js';
import { Journeys, type PathCount } from '../domain/journeys.js';
import { buildPathsSql } from './paths-sql.js';

export interface ClickHousePathsQuery {
  readonly tenant: string;
  readonly by: AttributionSpec['by'];
  /** Conversions from this instant on, ISO 8601. */
  readonly from?: string;
  /** Conversions before this instant; also the cut-off of open journeys. */
  readonly to: string;
  /** How long before a conversion a touch counts. */
  readonly lookBackDays: number;
  /** Whether to keep when each touch took place: more different paths. */
  readonly withTimes: boolean;
}

interface Row {
  readonly path: readonly string[];
  readonly hours: readonly number[];
  readonly conversions: string | number;
  readonly value: string;
  readonly nulls: string | number;
  readonly censored: string | number;
}

const DAY_MS = 86_400_000;
/** Rows of touches and conversions that one slice of persons is made for. */
const ROWS_PER_SLICE = 25_000_000;

/**
 * Builds journeys from a tenant's touches, conversions and identity map, in slices of persons that bound the memory.
 * @throws CLK_UNAVAILABLE
 */
export async function readClickHousePaths(client: ClickHouseClient, query: ClickHousePathsQuery): Promise<Journeys> {
  const slices = Math.max(1, Math.ceil((await countRows(client, query.tenant)) / ROWS_PER_SLICE));
  const rows: PathCount[] = [];
  let censored = 0;
  for (let slice = 0; slice < slices; slice++) {
    for await (const row of readSlice(client, query, slice, slices)) {
      censored += Number(row.censored);
      const conversions = Number(row.conversions);
      const nulls = Number(row.nulls);
      if (conversions + nulls === 0) continue;
      const touches = row.path.map((channel, index) =>
        query.withTimes ? { channel, hoursBefore: row.hours[index] ?? 0 } : { channel },
      );
      rows.push({ touches, conversions, value: parseScaled(row.value), nulls });
    }
  }
  return Journeys.of(rows, censored);
}

async function countRows(client: ClickHouseClient, tenant: string): Promise<number> {
  return attempt('count touches', async () => {
    const result = await client.query({
      query: 'SELECT count() AS rows FROM curated.touches WHERE tenant = {tenant:String}',
      query_params: { tenant },
      format: 'JSONEachRow',
    });
    const [row] = await result.json<{ rows: string }>();
    return Number(row?.rows ?? 0);
  });
}

async function* readSlice(
  client: ClickHouseClient,
  query: ClickHousePathsQuery,
  slice: number,
  slices: number,
): AsyncGenerator<Row> {
  const toMs = Date.parse(query.to);
  const fromMs = query.from === undefined ? 0 : Date.parse(query.from);
  const result = await attempt('build paths', () =>
    client.query({
      query: buildPathsSql(query.by, query.withTimes),
      query_params: {
        tenant: query.tenant,
        fromMs,
        toMs,
        lookBackMs: Math.round(query.lookBackDays * DAY_MS),
        slice,
        slices,
      },
      format: 'JSONEachRow',
      clickhouse_settings: { output_format_json_quote_decimals: 1, output_format_json_quote_64bit_integers: 0 },
    }),
  );
  for await (const rows of result.stream<Row>()) for (const row of rows) yield row.json();
}
