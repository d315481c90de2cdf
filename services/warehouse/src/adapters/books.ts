import { attempt, type ClickHouseClient } from '@stellwerk/clickhouse';
import { DOCUMENTS_TOPIC } from '../domain/raw-retention.js';

/** What became of the calls of one source in one hour. Every call is in one of the four; `difference` is what is not. */
export interface BooksOfHour {
  readonly source: string;
  /** Start of the hour of receipt, UTC. */
  readonly hour: string;
  /** Calls that the door wrote down, by what it says beside its messages. */
  readonly received: number;
  /** Different events that are queryable. */
  readonly accepted: number;
  /** Requests that could not be read, and events that were refused. */
  readonly rejected: number;
  /** Calls under an id that had been seen before. */
  readonly duplicates: number;
  /** Not kept, because no purpose for storage was allowed. */
  readonly withoutConsent: number;
  /** received − accepted − rejected − duplicates − withoutConsent: 0 when everything has been processed. */
  readonly difference: number;
}

/** Numbers of events of one tenant at each stage, as far back as the raw zone reaches. */
export interface Books extends Omit<BooksOfHour, 'source' | 'hour'> {
  readonly tenant: string;
  /** Different events behind de-duplication that are neither stored nor dead: 0 when everything has been processed. */
  readonly missing: number;
  /** Events stored more than once: must be 0. */
  readonly repeated: number;
  /** Messages of the tenant that some service gave up. */
  readonly deadLetters: number;
  /** Requests of which only a part is there: their senders were told 503 and send again. */
  readonly cutShort: number;
}

/** Of a row of `raw.messages`: whether its content is gone, or about to be. */
const IS_OVER = `toDateTime(toDate(received_at) + keep_days + 1, 'UTC') <= now()`;

// Counters that know nothing of each other: `received` is the sum of what the door wrote beside its messages; the others are
// counted in the tables that analysts query.
//
// They reach back as far as the raw zone has whole days of what `received` is summed from: before that, something would always
// be missing. Rows whose content is over say so for 30 days; then they are deleted.
// Documents stay longer than calls, and say nothing of them.
const HOURS_SQL = `
WITH (
    SELECT greatest(maxIf(toDate(received_at) + 1, ${IS_OVER}), today() - greatest(30, max(keep_days)))
    FROM raw.messages WHERE tenant = {tenant:String} AND topic != '${DOCUMENTS_TOPIC}'
) AS kept_from
SELECT
    source, formatDateTime(hour_of_receipt, '%Y-%m-%dT%H:00:00.000Z', 'UTC') AS hour,
    sum(calls) AS received, sum(kept) AS accepted, sum(refused) AS rejected, sum(again) AS duplicates, sum(denied) AS withoutConsent,
    toInt64(received) - toInt64(accepted + rejected + duplicates + withoutConsent) AS difference
FROM
(
    SELECT
        headers['ce_source'] AS source, toStartOfHour(parseDateTime64BestEffortOrZero(headers['ce_time'], 3, 'UTC')) AS hour_of_receipt,
        sum(toUInt64OrZero(headers['stellwerk_calls'])) AS calls, 0 AS kept,
        countIf(topic = 'tracking.rejected.v1') AS refused, 0 AS again, 0 AS denied
    FROM raw.messages
    WHERE topic IN ('tracking.received.v1', 'tracking.rejected.v1', 'tracking.counted.v1')
        AND tenant = {tenant:String} AND mapContains(headers, 'stellwerk_calls')
    GROUP BY source, hour_of_receipt
    UNION ALL
    SELECT source, toStartOfHour(received_at), 0, uniqExact(event_id), 0, 0, 0
    FROM curated.events WHERE tenant = {tenant:String}
    GROUP BY source, toStartOfHour(received_at)
    UNION ALL
    SELECT source, hour, 0, 0, 0, sumIf(events, reason = 'duplicate'), sumIf(events, reason = 'consent')
    FROM curated.counts FINAL WHERE tenant = {tenant:String}
    GROUP BY source, hour
)
WHERE hour_of_receipt >= {from:DateTime('UTC')} AND hour_of_receipt < {to:DateTime('UTC')}
    AND hour_of_receipt >= toDateTime(kept_from, 'UTC')
GROUP BY source, hour_of_receipt
ORDER BY source, hour_of_receipt
`;

// The names of the parts differ from those of the columns: an alias would hide them.
const CHECKS_SQL = `
WITH
    event_ids AS
    (
        SELECT DISTINCT toUUIDOrZero(event_id) AS id
        FROM raw.messages WHERE topic = 'tracking.event.v1' AND tenant = {tenant:String} AND event_id != ''
    ),
    stored_ids AS (SELECT event_id AS id FROM curated.events WHERE tenant = {tenant:String}),
    dead_ids AS (SELECT toUUIDOrZero(event_id) AS id FROM ops.dead_letters WHERE tenant = {tenant:String})
SELECT
    (SELECT count() FROM event_ids WHERE id NOT IN stored_ids AND id NOT IN dead_ids) AS missing,
    (SELECT count() - uniqExact(id) FROM stored_ids) AS repeated,
    (SELECT uniqExact(dead_id) FROM ops.dead_letters WHERE tenant = {tenant:String}) AS deadLetters,
    (
        SELECT count() FROM
        (
            SELECT splitByChar('/', headers['stellwerk_request']) AS request, sum(toUInt64OrZero(headers['stellwerk_calls'])) AS calls
            FROM raw.messages
            WHERE topic IN ('tracking.received.v1', 'tracking.rejected.v1', 'tracking.counted.v1')
                AND tenant = {tenant:String} AND mapContains(headers, 'stellwerk_request')
            GROUP BY request
            HAVING calls < toUInt64OrZero(request[2])
        )
    ) AS cutShort
`;

/** Hours from and until, as ClickHouse reads them. */
export interface BooksPeriod {
  readonly from: Date;
  readonly to: Date;
}

const EVER: BooksPeriod = { from: new Date(0), to: new Date(Date.UTC(2100, 0, 1)) };

/** What became of a tenant's calls, by source and hour of receipt. @throws CLK_UNAVAILABLE */
export async function readBooksByHour(
  client: ClickHouseClient,
  tenant: string,
  period: BooksPeriod = EVER,
): Promise<BooksOfHour[]> {
  const text = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ');
  const query_params = { tenant, from: text(period.from), to: text(period.to) };
  const rows = await read<Record<keyof BooksOfHour, string>>(client, HOURS_SQL, query_params);
  return rows.map(({ source, hour, ...figures }) => ({ source, hour, ...numbers(figures) }));
}

/** A tenant's books as a whole. @throws CLK_UNAVAILABLE */
export async function readBooks(client: ClickHouseClient, tenant: string): Promise<Books> {
  const [hours, [checks]] = await Promise.all([
    readBooksByHour(client, tenant),
    read<Record<'missing' | 'repeated' | 'deadLetters' | 'cutShort', string>>(client, CHECKS_SQL, { tenant }),
  ]);
  const sum = (name: Exclude<keyof BooksOfHour, 'source' | 'hour'>) =>
    hours.reduce((total, row) => total + row[name], 0);
  return {
    tenant,
    received: sum('received'),
    accepted: sum('accepted'),
    rejected: sum('rejected'),
    duplicates: sum('duplicates'),
    withoutConsent: sum('withoutConsent'),
    difference: sum('difference'),
    ...numbers(checks ?? { missing: '0', repeated: '0', deadLetters: '0', cutShort: '0' }),
  };
}

async function read<Row>(
  client: ClickHouseClient,
  query: string,
  query_params: Record<string, unknown>,
): Promise<Row[]> {
  return attempt('read the books', async () => {
    const result = await client.query({ query, query_params, format: 'JSONEachRow' });
    return result.json<Row>();
  });
}

const numbers = <Name extends string>(figures: Record<Name, string>): Record<Name, number> =>
  Object.fromEntries(Object.entries<string>(figures).map(([name, value]) => [name, Number(value)])) as Record<
    Name,
    number
  >;
