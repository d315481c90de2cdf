import {
  type AppliedOffset,
  appliedOffsets,
  attempt,
  type ClickHouseClient,
  insertOnce,
  killStaleInserts,
  openSinkTable,
  resumeOffset,
  type SinkRows,
  type SinkTable,
  type SinkTableDefinition,
} from '@stellwerk/clickhouse';
import type { PreparedBatch } from '../domain/prepared-batch.js';
import { RecentIds } from '../domain/recent-ids.js';
import type { Table } from '../domain/table.js';
import { curatedTables, rawMessages } from '../domain/tables.js';
import { SERVICE } from '../service-name.js';
import type { BatchRows } from './batch-rows.js';

/** Ids remembered per generation and partition: far more than any producer has under way at once. */
const RECENT_IDS = 32_768;

/** Filled last: what stands there stands everywhere. Its position columns are data of their own. */
const LEDGER: SinkTableDefinition = {
  ...rawMessages,
  position: { topic: 'topic', partition: 'partition', offset: 'offset' },
};

/** ClickHouse as the warehouse sees it: where a partition goes on, and how a batch gets in. */
export class WarehouseStore {
  private constructor(
    private readonly client: ClickHouseClient,
    private readonly tables: ReadonlyMap<string, SinkTable>,
    private readonly ledger: SinkTable,
  ) {}

  /** Compares every table with the server. @throws CLK_TABLE_MISMATCH, CLK_UNAVAILABLE */
  static async open(client: ClickHouseClient): Promise<WarehouseStore> {
    const opened = await Promise.all(curatedTables.map((table) => openSinkTable(client, table)));
    const tables = new Map(opened.map((table) => [table.name, table]));
    return new WarehouseStore(client, tables, await openSinkTable(client, LEDGER));
  }

  /**
   * Takes a Kafka partition over: ends inserts that an earlier owner left running, then reads where to go on. `null` =
   * nothing stored yet.
   */
  async takeOver(topic: string, partition: number): Promise<bigint | null> {
    await killStaleInserts(this.client, topic, partition);
    return resumeOffset(this.client, LEDGER, topic, partition);
  }

  /** The event ids that a partition carried last, but for those of dead letters: they were not stored. */
  async recentIds(topic: string, partition: number, nextOffset: bigint): Promise<RecentIds> {
    const recent = new RecentIds(RECENT_IDS);
    const from = nextOffset > RECENT_IDS ? nextOffset - BigInt(RECENT_IDS) : 0n;
    const rows = await attempt('read the latest event ids', async () => {
      const result = await this.client.query({
        query: `SELECT event_id, offset FROM raw.messages
          WHERE topic = {topic:String} AND partition = {partition:UInt16} AND offset >= {from:UInt64} AND event_id != ''
            AND offset NOT IN
            (
              SELECT original_offset FROM ops.dead_letters
              WHERE service = {service:String} AND original_topic = {topic:String}
                AND original_partition = {partition:UInt16} AND original_offset >= {from:UInt64}
            )
          ORDER BY offset`,
        query_params: { service: SERVICE, topic, partition, from: String(from) },
        format: 'JSONCompactEachRow',
      });
      return result.json<[string, string | number]>();
    });
    for (const [id, offset] of rows) recent.firstOffset(id, Number(offset));
    return recent;
  }

  /**
   * Stores the curated rows of a batch. Repeating it, whole or under other bounds, adds nothing.
   * @throws CLK_UNAVAILABLE, CLK_DATA_REFUSED
   */
  async storeCurated(batch: PreparedBatch<BatchRows>, signal: AbortSignal): Promise<void> {
    // All settle before an error leaves: nothing of this batch runs on unseen.
    const inserts = await Promise.allSettled(
      [...batch.rows.curated].map(([table, rows]) => this.#insert(this.#sinkTable(table), rows, batch, signal)),
    );
    for (const insert of inserts) if (insert.status === 'rejected') throw insert.reason;
  }

  /** Puts the batch on the ledger, after everything else about it is done. @throws as {@link storeCurated} */
  async storeLedger(batch: PreparedBatch<BatchRows>, signal: AbortSignal): Promise<void> {
    await this.#insert(this.ledger, batch.rows.raw, batch, signal);
  }

  /** Next offset to store per Kafka partition. */
  progress(): Promise<AppliedOffset[]> {
    return appliedOffsets(this.client, LEDGER);
  }

  async #insert(
    table: SinkTable,
    rows: SinkRows,
    { topic, partition, firstOffset, lastOffset }: PreparedBatch,
    signal: AbortSignal,
  ): Promise<void> {
    await insertOnce(this.client, { table, topic, partition, firstOffset, lastOffset, rows, signal });
  }

  #sinkTable({ name }: Table): SinkTable {
    const table = this.tables.get(name);
    if (!table) throw new Error(`table ${name} is not listed in curatedTables`);
    return table;
  }
}
