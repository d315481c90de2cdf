import type { ClickHouseClient } from '@clickhouse/client';
import { StellwerkError } from '@stellwerk/contracts';
import { clickHouseErrors } from '../errors.js';
import { attempt } from '../failure.js';

/** Columns that hold where in Kafka a row came from. */
export interface PositionColumns {
  readonly topic: string;
  readonly partition: string;
  readonly offset: string;
}

/** A table that a sink fills, as its owner declares it. */
export interface SinkTableDefinition {
  /** `database.table` */
  readonly name: string;
  /** Columns of a row in the order of its values, without the position. */
  readonly columns: readonly string[];
  /**
   * The expression of `PARTITION BY`, exactly as in the DDL and in the table's `sink_offsets` projection, where one batch
   * can hold rows of several table partitions. Absent where a batch always falls into one.
   */
  readonly partitionBy?: string;
  /** Default `_topic`, `_partition`, `_offset`. */
  readonly position?: PositionColumns;
}

/** A declared table, compared with the server and ready to insert into. */
export interface SinkTable extends SinkTableDefinition {
  readonly position: PositionColumns;
  /** The guarded INSERT; parameters `topic`, `partition` and, with `partitionBy`, `tablePartition`. */
  readonly insertSql: string;
}

/** Position columns of every table but `raw.messages`, where they are data of their own. */
const DEFAULT_POSITION: PositionColumns = { topic: '_topic', partition: '_partition', offset: '_offset' };

/**
 * Next offset that a table expects of a Kafka partition (0 for none yet), as a scalar expression. Answered from the
 * table's projection `sink_offsets`, which every table of a sink carries.
 */
export function nextOffsetSql(table: SinkTableDefinition): string {
  const { topic, partition, offset } = table.position ?? DEFAULT_POSITION;
  const scope = table.partitionBy ? ` AND ${table.partitionBy} = {tablePartition:UInt32}` : '';
  return (
    `SELECT if(count() = 0, 0, max(${offset}) + 1) FROM ${table.name}` +
    ` WHERE ${topic} = {topic:String} AND ${partition} = {partition:UInt16}${scope}`
  );
}

/** Reads the types of a table's columns and builds its INSERT. @throws CLK_TABLE_MISMATCH naming the missing column */
export async function openSinkTable(client: ClickHouseClient, definition: SinkTableDefinition): Promise<SinkTable> {
  const types = await readColumnTypes(client, definition.name);
  const position = definition.position ?? DEFAULT_POSITION;
  const sent = [...definition.columns, position.offset];
  const structure = sent.map((column) => {
    const type = types.get(column);
    if (!type) throw new StellwerkError(clickHouseErrors.TABLE_MISMATCH, { table: definition.name, column });
    return `\`${column}\` ${type}`;
  });
  const insertSql =
    `INSERT INTO ${definition.name} (${[...sent, position.topic, position.partition].map((name) => `\`${name}\``)})` +
    ` SELECT *, {topic:String}, {partition:UInt16} FROM input(${quote(structure.join(', '))})` +
    ` WHERE \`${position.offset}\` >= (${nextOffsetSql(definition)}) FORMAT JSONCompactEachRow`;
  return { ...definition, position, insertSql };
}

async function readColumnTypes(client: ClickHouseClient, name: string): Promise<Map<string, string>> {
  const [database, table] = name.split('.');
  return attempt(`describe ${name}`, async () => {
    const result = await client.query({
      query: 'SELECT name, type FROM system.columns WHERE database = {database:String} AND table = {table:String}',
      query_params: { database, table },
      format: 'JSONEachRow',
    });
    const rows = await result.json<{ name: string; type: string }>();
    return new Map(rows.map((row) => [row.name, row.type]));
  });
}

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
