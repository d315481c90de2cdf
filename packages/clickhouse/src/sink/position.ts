import type { ClickHouseClient } from '@clickhouse/client';
import { attempt } from '../failure.js';
import type { SinkTableDefinition } from './table.js';

/** How far a Kafka partition has been stored. */
export interface AppliedOffset {
  readonly topic: string;
  readonly partition: number;
  /** Offset after the newest one stored. */
  readonly nextOffset: bigint;
}

/**
 * Next offset to store of every Kafka partition that a table has seen. For a sink the table that it fills last is the
 * ledger: what stands there stands everywhere. The ledger has no `partitionBy`: its batches fall into one partition.
 */
export async function appliedOffsets(
  client: ClickHouseClient,
  ledger: SinkTableDefinition,
  topic?: string,
): Promise<AppliedOffset[]> {
  const columns = ledger.position ?? { topic: '_topic', partition: '_partition', offset: '_offset' };
  const scope = topic === undefined ? '' : `WHERE ${columns.topic} = {topic:String}`;
  return attempt(`read the offsets of ${ledger.name}`, async () => {
    const result = await client.query({
      query:
        `SELECT ${columns.topic} AS t, ${columns.partition} AS p, toString(max(${columns.offset}) + 1) AS next` +
        ` FROM ${ledger.name} ${scope} GROUP BY t, p ORDER BY t, p`,
      query_params: topic === undefined ? {} : { topic },
      format: 'JSONEachRow',
    });
    const rows = await result.json<{ t: string; p: number; next: string }>();
    return rows.map(({ t, p, next }) => ({ topic: t, partition: p, nextOffset: BigInt(next) }));
  });
}

/** Where a sink goes on with a partition: the offset after the last one on the ledger, `null` when it has none. */
export async function resumeOffset(
  client: ClickHouseClient,
  ledger: SinkTableDefinition,
  topic: string,
  partition: number,
): Promise<bigint | null> {
  const offsets = await appliedOffsets(client, ledger, topic);
  return offsets.find((row) => row.partition === partition)?.nextOffset ?? null;
}
