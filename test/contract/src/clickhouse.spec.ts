import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  insertOnce,
  isUnavailable,
  killStaleInserts,
  migrate,
  nextOffsetSql,
  openSinkTable,
  resumeOffset,
  type SinkRow,
  SinkRows,
  type SinkTable,
  type SinkTableDefinition,
} from '@stellwerk/clickhouse';
import { migrationsFolder } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const TOPIC = 'test.event.v1';
const FIRST_MONTH_MS = Date.UTC(2023, 10, 15);
const DAY_MS = 86_400_000;

let clickhouse: TestClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse();
});
afterAll(() => clickhouse?.stop());

describe('migrations', () => {
  it('bring an empty server up to date once, even when two run at the same time', async () => {
    const [first, second] = await Promise.all([
      migrate(clickhouse.client, migrationsFolder),
      migrate(clickhouse.client, migrationsFolder),
    ]);
    expect(first.length).toBeGreaterThan(5);
    expect(second.every((file) => first.includes(file))).toBe(true);
    expect(await migrate(clickhouse.client, migrationsFolder)).toEqual([]);
    expect(await clickhouse.scalar('SELECT count() FROM ops.schema_migrations FINAL')).toBe(first.length);
  });

  const zones = `database IN ('raw', 'curated', 'results', 'ops')`;

  it('leave no table without a comment', async () => {
    const silent = await clickhouse.query(
      `SELECT database, name FROM system.tables WHERE ${zones} AND comment = '' AND NOT startsWith(name, '.')`,
    );
    expect(silent).toEqual([]);
  });

  it('leave no column without its source, no time without its zone, and no money without its currency', async () => {
    const columns = await clickhouse.query<{ name: string; type: string; comment: string }>(
      `SELECT concat(database, '.', table, '.', name) AS name, type, comment FROM system.columns WHERE ${zones}`,
    );
    const wanting = columns.filter(
      ({ type, comment }) =>
        !/Source: \S/.test(comment) ||
        (type.includes('DateTime') && !comment.includes('UTC')) ||
        (type.includes('Decimal') && !/money|number|pieces|contacts/.test(comment)),
    );
    expect(wanting).toEqual([]);
  });

  it('make only views that can be queried', async () => {
    const views = await clickhouse.query<{ name: string }>(
      `SELECT concat(database, '.', name) AS name FROM system.tables WHERE ${zones} AND engine = 'View'`,
    );
    expect(views.length).toBeGreaterThan(5);
    for (const { name } of views) expect(await clickhouse.query(`SELECT * FROM ${name} LIMIT 1`)).toEqual([]);
  });
});

describe('the effectively-once insert', () => {
  const definition: SinkTableDefinition = {
    name: 'sink_test.events',
    columns: ['event_time', 'text'],
    partitionBy: 'toYYYYMM(event_time)',
  };
  let table: SinkTable;
  /** Kafka partitions set the tests apart. */
  let partition = 0;

  beforeAll(async () => {
    await clickhouse.client.command({ query: 'CREATE DATABASE sink_test' });
    await clickhouse.client.command({ query: createTable('sink_test.events') });
    table = await openSinkTable(clickhouse.client, definition);
  });
  beforeEach(() => {
    partition += 1;
  });

  const createTable = (name: string, extra = '') => `
    CREATE TABLE ${name}
    (
      event_time DateTime64(3, 'UTC'), text String, ${extra}
      _topic LowCardinality(String), _partition UInt16, _offset UInt64,
      PROJECTION sink_offsets (
        SELECT toYYYYMM(event_time), _topic, _partition, count(), max(_offset)
        GROUP BY toYYYYMM(event_time), _topic, _partition
      )
    )
    ENGINE = MergeTree PARTITION BY toYYYYMM(event_time) ORDER BY event_time
    SETTINGS non_replicated_deduplication_window = 1000`;

  /** One row per offset; months change from row to row unless they are fixed. */
  const rows = (
    first: number,
    last: number,
    monthOf: (offset: number) => number = (offset) => offset % 36,
  ): SinkRow[] =>
    Array.from({ length: last - first + 1 }, (_, index) => {
      const offset = first + index;
      const date = new Date(FIRST_MONTH_MS);
      date.setUTCMonth(date.getUTCMonth() + monthOf(offset));
      const eventTimeMs = date.getTime() + (offset % 10) * DAY_MS;
      const day = new Date(eventTimeMs);
      return {
        offset: BigInt(offset),
        tablePartition: day.getUTCFullYear() * 100 + day.getUTCMonth() + 1,
        values: [(eventTimeMs / 1000).toFixed(3), `row ${offset}`],
      };
    });
  const insert = (given: readonly SinkRow[], into: SinkTable = table) =>
    insertOnce(clickhouse.client, {
      table: into,
      topic: TOPIC,
      partition,
      firstOffset: given[0]?.offset ?? 0n,
      lastOffset: given.at(-1)?.offset ?? 0n,
      rows: SinkRows.of(given),
    });
  const stored = async (name = 'sink_test.events') => {
    const [counts] = await clickhouse.query<{ total: number; distinct: number }>(
      `SELECT count() AS total, uniqExact(_offset) AS distinct FROM ${name} WHERE _partition = {partition:UInt16}`,
      { partition },
    );
    return counts;
  };
  const exactly = (count: number) => ({ total: count, distinct: count });

  it('adds nothing when the identical batch comes again', async () => {
    expect(await insert(rows(0, 99))).toBe(100);
    expect(await insert(rows(0, 99))).toBe(0);
    expect(await stored()).toEqual(exactly(100));
  });

  it('adds only what is new when the batch comes again under other bounds', async () => {
    await insert(rows(0, 99));
    await insert(rows(50, 149));
    await insert(rows(0, 199));
    expect(await stored()).toEqual(exactly(200));
  });

  it('loses nothing when the sink died between two months of one batch', async () => {
    const batch = rows(0, 99);
    const firstMonth = batch[0]?.tablePartition;
    // The highest offset of this month is far beyond most rows of the months that are still missing.
    await insert(batch.filter(({ tablePartition }) => tablePartition === firstMonth));
    await insert(rows(0, 149));
    expect(await stored()).toEqual(exactly(150));
  });

  it('adds nothing twice when a consumer that lost its partition wakes up and goes on', async () => {
    await insert(rows(0, 99));
    const zombie = rows(100, 199);
    await insert(rows(100, 149));
    await insert(zombie);
    await insert(rows(150, 249));
    expect(await stored()).toEqual(exactly(250));
  });

  it('takes a backfill of three years in one batch, one part per month', async () => {
    expect(await insert(rows(0, 7_199))).toBe(7_200);
    expect(await stored()).toEqual(exactly(7_200));
    const months = await clickhouse.query<{ rows: number; parts: number }>(
      `SELECT count() AS rows, uniqExact(_part) AS parts FROM sink_test.events
       WHERE _partition = {partition:UInt16} GROUP BY toYYYYMM(event_time)`,
      { partition },
    );
    expect(months).toHaveLength(36);
    expect(months.every(({ parts }) => parts === 1)).toBe(true);
  });

  it('agrees with the server about the month of every instant', async () => {
    const given = Array.from({ length: 400 }, (_, index) => {
      const eventTimeMs = index * 26 * DAY_MS + (index % 2 === 0 ? 0 : DAY_MS - 1);
      const date = new Date(eventTimeMs);
      return {
        offset: BigInt(index),
        tablePartition: date.getUTCFullYear() * 100 + date.getUTCMonth() + 1,
        values: [
          (eventTimeMs / 1000).toFixed(3).padStart(14, '0'),
          String(date.getUTCFullYear() * 100 + date.getUTCMonth() + 1),
        ],
      };
    });
    await insert(given);
    const differing = await clickhouse.scalar(
      `SELECT countIf(toString(toYYYYMM(event_time)) != text) FROM sink_test.events WHERE _partition = {partition:UInt16}`,
      { partition },
    );
    expect([await stored(), differing]).toEqual([exactly(400), 0]);
  });

  it('asks the projection for the next offset, not the rows', async () => {
    await insert(rows(0, 9));
    const next = await clickhouse.client.query({
      query: nextOffsetSql(table),
      query_params: { topic: TOPIC, partition, tablePartition: rows(0, 0)[0]?.tablePartition },
      format: 'JSONCompactEachRow',
      clickhouse_settings: { optimize_time_filter_with_preimage: 0, force_optimize_projection: 1 },
    });
    expect(await next.json()).toEqual([[1]]);
  });

  it('stores texts that are odd but possible', async () => {
    const odd = ['half a pair \ud800', 'nul \u0000', '{"a": "b"}\n\t\\', '\u{1f682}', ''];
    await insert(
      odd.map((text, offset) => ({ offset: BigInt(offset), tablePartition: 202311, values: ['1700000000.000', text] })),
    );
    const texts = await clickhouse.query<{ text: string }>(
      'SELECT text FROM sink_test.events WHERE _partition = {partition:UInt16} ORDER BY _offset',
      { partition },
    );
    expect(texts.map(({ text }) => text).slice(1)).toEqual(odd.slice(1));
  });

  it('refuses data that no column can hold for good, without repeating it', async () => {
    const bad = [{ offset: 0n, tablePartition: 202311, values: ['secret@example.org', 'x'] }];
    const failure = await insert(bad).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'CLK_DATA_REFUSED' });
    expect(String(failure)).not.toContain('secret');
    expect(await stored()).toEqual(exactly(0));
  });

  it('names the column that a table lacks', async () => {
    const opening = openSinkTable(clickhouse.client, { ...definition, columns: ['event_time', 'colour'] });
    await expect(opening).rejects.toMatchObject({ code: 'CLK_TABLE_MISMATCH', details: { column: 'colour' } });
  });

  it('is exact when the server is killed again and again, repeating identical batches', async () => {
    const BATCHES = 20;
    /** When the server is killed, by number of the batch: milliseconds after its insert began. */
    const kills = new Map([
      [3, 0],
      [9, 8],
      [15, 20],
    ]);
    let refusals = 0;
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const given = rows(batch * 500, batch * 500 + 499, (offset) => offset % 3);
      const afterMs = kills.get(batch);
      const killing =
        afterMs !== undefined && sleep(afterMs).then(() => clickhouse.stack.kill('clickhouse', 'SIGKILL'));
      for (;;) {
        try {
          await insert(given);
          break;
        } catch (error) {
          if (!isUnavailable(error)) throw error;
          refusals += 1;
          await sleep(20);
        }
      }
      await killing;
    }
    await clickhouse.stack.whenReady('clickhouse', 60_000);
    expect(refusals).toBeGreaterThan(0);
    expect(await stored()).toEqual(exactly(BATCHES * 500));
  }, 180_000);

  it('is exact when the sink dies during a slow insert that the server goes on with', async () => {
    // Two milliseconds a row: the server is busy long after the client is gone.
    await clickhouse.client.command({
      query: createTable('sink_test.slow', 'late UInt8 DEFAULT sleepEachRow(0.002),'),
    });
    const slow = await openSinkTable(clickhouse.client, { ...definition, name: 'sink_test.slow' });
    const sink = startSink(clickhouse, slow.name, partition, 1_000);
    await running(clickhouse, partition);
    sink.kill('SIGKILL');
    await once(sink, 'exit');
    expect(await stored('sink_test.slow')).toEqual(exactly(0));

    await killStaleInserts(clickhouse.client, TOPIC, partition);
    const ledger = { ...definition, name: 'sink_test.slow' };
    const resumeAt = Number((await resumeOffset(clickhouse.client, ledger, TOPIC, partition)) ?? 0n);
    await insert(
      rows(resumeAt, resumeAt + 699, () => 0),
      slow,
    );
    await sleep(2_500);
    await insert(
      rows(resumeAt + 700, 999, () => 0),
      slow,
    );
    expect(await stored('sink_test.slow')).toEqual(exactly(1_000));
  });
});

/** Waits until an insert of the partition runs on the server. */
async function running({ scalar }: TestClickHouse, partition: number): Promise<void> {
  for (let attempts = 0; attempts < 400; attempts += 1) {
    const sql = `SELECT count() FROM system.processes WHERE startsWith(query_id, 'sink/sink_test.slow/${TOPIC}/${partition}/')`;
    if ((await scalar(sql)) > 0) return;
    await sleep(10);
  }
  throw new Error('the insert never ran');
}

/** A sink in a process of its own that inserts one batch into one month. */
function startSink({ stack }: TestClickHouse, table: string, partition: number, count: number): ChildProcess {
  const clickhouseUrl = pathToFileURL(createRequire(import.meta.url).resolve('@stellwerk/clickhouse')).href;
  const program = `
    const { createClickHouse, insertOnce, openSinkTable, SinkRows } = await import(${JSON.stringify(clickhouseUrl)});
    const client = createClickHouse(${JSON.stringify(stack.clickhouse)});
    const table = await openSinkTable(client, ${JSON.stringify({ name: table, columns: ['event_time', 'text'], partitionBy: 'toYYYYMM(event_time)' })});
    const rows = SinkRows.of(Array.from({ length: ${count} }, (_, offset) => ({
      offset: BigInt(offset), tablePartition: 202311, values: ['1700000000.000', 'row ' + offset],
    })));
    const bounds = { firstOffset: 0n, lastOffset: ${count - 1}n };
    await insertOnce(client, { table, topic: ${JSON.stringify(TOPIC)}, partition: ${partition}, rows, ...bounds });
  `;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
}
