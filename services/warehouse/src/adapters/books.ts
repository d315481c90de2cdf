import { attempt, type ClickHouseClient } from '@stellwerk/clickhouse';

/** Numbers of events of one tenant at each stage, as far back as the raw zone reaches. */
export interface Books {
  readonly tenant: string;
  /** Accepted at the door, repeats included. */
  readonly accepted: number;
  /** Accepted under an id that had been seen before. */
  readonly duplicates: number;
  /** Not kept, because no purpose for storage was allowed. */
  readonly withoutConsent: number;
  /** Requests and events that the door refused. */
  readonly rejected: number;
  /** Different events behind de-duplication. */
  readonly distinct: number;
  /** Of these, stored in `curated.events`. */
  readonly stored: number;
  /** Of these, neither stored nor dead: must be 0 when everything has been processed. */
  readonly missing: number;
  /** Events stored more than once: must be 0. */
  readonly repeated: number;
  /** Messages of the tenant that some service gave up. */
  readonly deadLetters: number;
}

// The names of the parts differ from those of the columns: an alias would hide them.
const BOOKS_SQL = `
WITH
    event_ids AS
    (
        SELECT DISTINCT toUUIDOrZero(event_id) AS id
        FROM raw.messages WHERE topic = 'tracking.event.v1' AND tenant = {tenant:String}
    ),
    stored_ids AS (SELECT event_id AS id FROM curated.events WHERE tenant = {tenant:String}),
    dead_ids AS (SELECT toUUIDOrZero(event_id) AS id FROM ops.dead_letters WHERE tenant = {tenant:String})
SELECT
    (
        SELECT sum(JSONLength(value, 'events'))
        FROM raw.messages WHERE topic = 'tracking.received.v1' AND tenant = {tenant:String}
    ) AS accepted,
    (SELECT sum(events) FROM curated.counts FINAL WHERE tenant = {tenant:String} AND reason = 'duplicate') AS duplicates,
    (SELECT sum(events) FROM curated.counts FINAL WHERE tenant = {tenant:String} AND reason = 'consent') AS withoutConsent,
    (SELECT uniqExact(rejected_id) FROM curated.rejected WHERE tenant = {tenant:String}) AS rejected,
    (SELECT count() FROM event_ids) AS distinct,
    (SELECT uniqExact(id) FROM stored_ids) AS stored,
    (SELECT count() FROM event_ids WHERE id NOT IN stored_ids AND id NOT IN dead_ids) AS missing,
    (SELECT count() - uniqExact(id) FROM stored_ids) AS repeated,
    (SELECT uniqExact(dead_id) FROM ops.dead_letters WHERE tenant = {tenant:String}) AS deadLetters
`;

/** Reads a tenant's books. @throws CLK_UNAVAILABLE */
export async function readBooks(client: ClickHouseClient, tenant: string): Promise<Books> {
  const figures = await attempt('read the books', async () => {
    const result = await client.query({ query: BOOKS_SQL, query_params: { tenant }, format: 'JSONEachRow' });
    const [row] = await result.json<Record<Exclude<keyof Books, 'tenant'>, string | number | null>>();
    return row;
  });
  const figure = (name: Exclude<keyof Books, 'tenant'>) => Number(figures?.[name] ?? 0);
  return {
    tenant,
    accepted: figure('accepted'),
    duplicates: figure('duplicates'),
    withoutConsent: figure('withoutConsent'),
    rejected: figure('rejected'),
    distinct: figure('distinct'),
    stored: figure('stored'),
    missing: figure('missing'),
    repeated: figure('repeated'),
    deadLetters: figure('deadLetters'),
  };
}
