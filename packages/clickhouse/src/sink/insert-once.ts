import { Readable } from 'node:stream';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { attempt } from '../failure.js';
import type { SinkRows } from './sink-rows.js';
import type { SinkTable } from './table.js';
import type { TextBlock } from './text-block.js';

/** The rows that a run of messages of one Kafka partition brings to one table. */
export interface SinkBatch {
  readonly table: SinkTable;
  readonly topic: string;
  readonly partition: number;
  /** Offsets of the first and last message of the run, whether or not they bring rows. */
  readonly firstOffset: bigint;
  readonly lastOffset: bigint;
  readonly rows: SinkRows;
  readonly signal?: AbortSignal;
}

/** All rows of one INSERT become one block and so one part: it is there whole or not at all. */
const ONE_BLOCK: ClickHouseSettings = {
  input_format_parallel_parsing: 0,
  max_insert_threads: '1',
  max_threads: 1,
  max_block_size: '1048576',
  max_insert_block_size: '1048576',
  min_insert_block_size_rows: '1048576',
  min_insert_block_size_bytes: '1073741824',
  deduplicate_blocks_in_dependent_materialized_views: 1,
  // Rows that replace each other are merged later anyway; for every block as well it would be work done twice.
  optimize_on_insert: 0,
  // The default parser of floating numbers is off by a unit in the last place.
  precise_float_parsing: 1,
  // Half a surrogate pair in a text is odd but no reason to refuse the row.
  input_format_json_throw_on_bad_escape_sequence: 0,
  // Else `toYYYYMM(t) = 202601` is rewritten to a range of `t`, for which the projection has no answer.
  optimize_time_filter_with_preimage: 0,
};

/**
 * Inserts rows so that each stands in the table once, whatever is repeated or killed in between:
 * - One INSERT per table partition, each one block, so it is atomic: an INSERT over several parts is not, under kill -9.
 * - The server drops rows below the next offset it expects, so a repetition under other bounds, after a crash or from a
 *   consumer that lost its partition, adds nothing. The next offset is asked per table partition: a crash between two
 *   INSERTs of a batch must not make the rows of the second look as if they were there.
 * - The token drops an identical block even where both INSERTs ran at the same time.
 * - The query id lets {@link killStaleInserts} find what an earlier owner of the partition left running, and keeps the
 *   same INSERT from running twice at once.
 *
 * Returns the number of rows that were new. Repeat the identical batch on CLK_UNAVAILABLE.
 * @throws CLK_UNAVAILABLE, CLK_DATA_REFUSED
 */
export async function insertOnce(client: ClickHouseClient, batch: SinkBatch): Promise<number> {
  let written = 0;
  for (const [tablePartition, block] of batch.rows.blocks) {
    written += await insertBlock(client, batch, tablePartition, block);
  }
  return written;
}

/** `<topic>/<partition>/<first>-<last>[/<table partition>]`: names one block of one table. */
export function blockToken(batch: SinkBatch, tablePartition?: number): string {
  const suffix = tablePartition === undefined ? '' : `/${tablePartition}`;
  return `${batch.topic}/${batch.partition}/${batch.firstOffset}-${batch.lastOffset}${suffix}`;
}

async function insertBlock(
  client: ClickHouseClient,
  batch: SinkBatch,
  tablePartition: number | undefined,
  block: TextBlock,
): Promise<number> {
  const { table, topic, partition, signal } = batch;
  const token = blockToken(batch, tablePartition);
  return attempt(`insert into ${table.name}`, async () => {
    const { stream, summary } = await client.exec({
      query: table.insertSql,
      query_id: `sink/${table.name}/${token}`,
      query_params: { topic, partition, ...(tablePartition !== undefined && { tablePartition }) },
      values: Readable.from(block.chunks, { objectMode: false }),
      clickhouse_settings: { ...ONE_BLOCK, insert_deduplication_token: token },
      ...(signal && { abort_signal: signal }),
    });
    for await (const _chunk of stream);
    return Number(summary?.written_rows ?? 0);
  });
}
