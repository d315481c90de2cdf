import type { Bus } from '@stellwerk/bus';
import { attempt, type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { eventIdOf, StellwerkError, trackingCounted, trackingRejected } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { ClickHouseAccess } from './endpoints.js';

/** What became of the events that a command sent. */
export interface Outcome {
  /** Different events that were sent. */
  readonly events: number;
  /** Of these, queryable. */
  readonly kept: number;
  /** Sent under an id that had been seen before, whenever that was. */
  readonly duplicates: number;
  /** Refused at the door of the source meanwhile. */
  readonly rejected: number;
  /** Not kept at the door of the source meanwhile, because no purpose for storage was allowed. */
  readonly withoutConsent: number;
  /** Sent and not queryable. */
  readonly missing: number;
}

/** Where a source stood before anything was sent: offsets by partition. */
export interface OutcomeStart {
  readonly rejected: readonly number[];
  readonly counted: readonly number[];
}

export type SourceName = { readonly tenant: string; readonly name: string };

/** @throws UnavailableError when no broker answers */
export async function markStart(bus: Pick<Bus, 'offsets'>): Promise<OutcomeStart> {
  const ends = async (topic: string) => {
    const offsets = await bus.offsets(topic);
    return Array.from({ length: Math.max(0, ...offsets.keys()) + 1 }, (_, at) => Number(offsets.get(at)?.high ?? 0));
  };
  return { rejected: await ends(trackingRejected.type), counted: await ends(trackingCounted.type) };
}

/** Ids of the events that messages of a source become. */
export class SentEvents {
  readonly ids = new Set<string>();

  constructor(private readonly source: SourceName) {}

  add(messageId: string): void {
    this.ids.add(eventIdOf(this.source.tenant, this.source.name, messageId));
  }
}

/** {@link readOutcome} with a connection of its own. @throws CLK_UNAVAILABLE */
export async function outcomeOf(
  access: ClickHouseAccess,
  source: SourceName,
  sent: SentEvents,
  start: OutcomeStart,
): Promise<Outcome> {
  const client = createClickHouse(access);
  try {
    return await readOutcome(client, source, sent, start);
  } finally {
    await client.close();
  }
}

const COUNTS_SQL = `
SELECT
    (
        SELECT uniqExact(rejected_id) FROM curated.rejected
        WHERE tenant = {tenant:String} AND source = {source:String} AND _offset >= {rejected:Array(UInt64)}[_partition + 1]
    ) AS rejected,
    (
        SELECT sumIf(events, reason = 'consent') FROM curated.counts FINAL
        WHERE tenant = {tenant:String} AND source = {source:String} AND _offset >= {counted:Array(UInt64)}[_partition + 1]
    ) AS withoutConsent,
    (
        SELECT sumIf(events, reason = 'duplicate') FROM curated.counts FINAL
        WHERE tenant = {tenant:String} AND source = {source:String} AND _offset >= {counted:Array(UInt64)}[_partition + 1]
    ) AS duplicates`;

/**
 * Looks up each event that was sent. What else the source was sent meanwhile counts in among the rejected, the duplicates and
 * those without consent, and never among the missing.
 * @throws CLK_UNAVAILABLE
 */
export async function readOutcome(
  client: ClickHouseClient,
  { tenant, name }: SourceName,
  { ids }: SentEvents,
  start: OutcomeStart,
): Promise<Outcome> {
  return attempt('read what became of the events', async () => {
    const parameters = { tenant, source: name };
    const missing = new Set(ids);
    const stored = await client.query({
      query:
        'SELECT toString(event_id) FROM curated.events WHERE tenant = {tenant:String} AND source = {source:String}',
      query_params: parameters,
      format: 'JSONCompactEachRow',
    });
    for await (const rows of stored.stream<[string]>()) for (const row of rows) missing.delete(row.json()[0]);
    const result = await client.query({
      query: COUNTS_SQL,
      query_params: { ...parameters, ...start },
      format: 'JSONEachRow',
    });
    const [counts] = await result.json<Record<'rejected' | 'withoutConsent' | 'duplicates', string>>();
    return {
      events: ids.size,
      kept: ids.size - missing.size,
      duplicates: Number(counts?.duplicates ?? 0),
      rejected: Number(counts?.rejected ?? 0),
      withoutConsent: Number(counts?.withoutConsent ?? 0),
      missing: missing.size,
    };
  });
}

/** @throws StellwerkError CLI_NOT_QUERYABLE when more is missing than may be missing */
export function assertQueryable(outcome: Outcome, { tenant, name }: SourceName, mayBeMissing = 0): void {
  const { events, missing, rejected, withoutConsent } = outcome;
  if (missing <= mayBeMissing) return;
  throw new StellwerkError(errors.NOT_QUERYABLE, { missing, events, rejected, withoutConsent, tenant, source: name });
}
