import type { ClickHouseClient } from '@stellwerk/clickhouse';

/** A message of an event's way, as it stands in the raw zone. */
export interface LineageMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly eventId: string;
  readonly traceId: string;
  readonly appendedAt: string;
  readonly storedAt: string;
}

/** A curated row that an event became. */
export interface LineageRow {
  readonly table: string;
  readonly eventId: string;
  readonly person: string;
}

export interface Lineage {
  readonly id: string;
  /** `null` where the event was not sampled. */
  readonly traceId: string | null;
  readonly messages: readonly LineageMessage[];
  readonly rows: readonly LineageRow[];
}

const TRACE_ID = /^[0-9a-f]{32}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Rows of one answer; a trace of a batch may hold thousands. */
const MAX_ROWS = 200;

const MESSAGE_COLUMNS = `
  topic, partition, toString(offset) AS offset, event_id AS eventId, trace_id AS traceId,
  toString(appended_at) AS appendedAt, toString(stored_at) AS storedAt`;

/** Finds the messages and rows of a trace, an event or a client's message. */
export async function findLineage(client: ClickHouseClient, id: string): Promise<Lineage> {
  if (TRACE_ID.test(id)) {
    const messages = await messagesWhere(client, 'trace_id = {id:String}', { id });
    return {
      id,
      traceId: id,
      messages,
      rows: await rowsOf(
        client,
        messages.map(({ eventId }) => eventId),
      ),
    };
  }
  const eventIds = UUID.test(id) ? [id] : [];
  const found = await query<{ eventId: string }>(
    client,
    `SELECT DISTINCT toString(event_id) AS eventId FROM curated.events WHERE message_id = {id:String} LIMIT ${MAX_ROWS}`,
    { id },
  );
  eventIds.push(...found.map(({ eventId }) => eventId));
  const events = await messagesWhere(client, 'event_id IN {eventIds:Array(String)}', { eventIds });
  const traceId = events.find((message) => message.traceId !== '')?.traceId ?? null;
  const whole = traceId === null ? events : await messagesWhere(client, 'trace_id = {traceId:String}', { traceId });
  const messages = [
    ...new Map([...whole, ...events].map((one) => [`${one.topic}/${one.partition}/${one.offset}`, one])).values(),
  ];
  return { id, traceId, messages, rows: await rowsOf(client, eventIds) };
}

function messagesWhere(client: ClickHouseClient, condition: string, parameters: object): Promise<LineageMessage[]> {
  const sql = `SELECT ${MESSAGE_COLUMNS} FROM raw.messages WHERE ${condition} ORDER BY appended_at, topic, partition, offset LIMIT ${MAX_ROWS}`;
  return query(client, sql, parameters);
}

async function rowsOf(client: ClickHouseClient, eventIds: readonly string[]): Promise<LineageRow[]> {
  const ids = [...new Set(eventIds.filter((id) => UUID.test(id)))];
  const tables = ['curated.events', 'curated.touches', 'curated.conversions'];
  const select = (table: string) => `
    SELECT DISTINCT '${table}' AS table, toString(event_id) AS eventId,
      toString(if(i.person_key = e.person_key, i.person, e.person)) AS person
    FROM ${table} AS e
    ASOF LEFT JOIN curated.identity_by_time AS i
      ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
    WHERE event_id IN {ids:Array(UUID)}`;
  return query(
    client,
    `SELECT * FROM (${tables.map(select).join(' UNION ALL ')}) ORDER BY eventId, table LIMIT ${MAX_ROWS}`,
    { ids },
  );
}

async function query<Row>(client: ClickHouseClient, sql: string, parameters: object): Promise<Row[]> {
  const result = await client.query({ query: sql, query_params: { ...parameters }, format: 'JSONEachRow' });
  return result.json<Row>();
}
