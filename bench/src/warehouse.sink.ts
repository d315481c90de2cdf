import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus, OutgoingMessage } from '@stellwerk/bus';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { trackingEvent } from '@stellwerk/contracts';
import type { Benchmark, Measurement } from './benchmark.js';
import { startLine, TENANT } from './line-stack.js';
import { storedEvents } from './load/stored-events.js';

const PUBLISHED_AT_ONCE = 2_000;
const ASK_EVERY_MS = 250;
/** Without a new row for this long the service has stopped. */
const PATIENCE_MS = 60_000;

const benchmark: Benchmark = {
  name: 'warehouse.sink',
  describe: 'How fast the warehouse service carries a backlog of tracked events from Kafka into ClickHouse.',
  seed: 1,
  load: { generator: 'none: the topic is filled before the service starts', cores: 0 },
  figures: {
    'rows per second': { unit: 'rows/s', aim: null },
    'events per second': { unit: 'events/s', aim: null },
  },
  async run({ short, seed, folder, log, note, cut }) {
    const events = short ? 40_000 : 400_000;
    if (short) cut('40,000 events instead of 400,000');
    note(
      'rows are those of the raw zone and of all curated tables; each event has one raw row and one to three curated',
    );
    note('measured from the first answer after the start of the service to the last row');

    const stack = await startLine(folder, ['kafka', 'clickhouse', 'warehouse'], (bus) => fill(bus, events, seed, log));
    const client = createClickHouse(stack.clickhouse);
    try {
      const first = await stored(client);
      const startedMs = performance.now();
      let last = first;
      for (let changedMs = startedMs; last.events < events; ) {
        await sleep(ASK_EVERY_MS);
        const now = await stored(client);
        if (now.events > last.events) changedMs = performance.now();
        if (performance.now() - changedMs > PATIENCE_MS)
          throw new Error(`stopped at ${now.events} of ${events} events`);
        last = now;
      }
      const seconds = (performance.now() - startedMs) / 1_000;
      if (last.events !== events) throw new Error(`${last.events} events are stored, ${events} were published`);
      log(`${events - first.events} events in ${seconds.toFixed(1)} s`);
      return [
        once('rows per second', (last.rows - first.rows) / seconds),
        once('events per second', (last.events - first.events) / seconds),
      ];
    } finally {
      await client.close();
      await stack.stop();
    }
  },
};

const once = (name: string, value: number): Measurement => ({ name, value, n: 1, low: value, high: value });

async function fill(bus: Bus, count: number, seed: number, log: (message: string) => void): Promise<void> {
  let waiting: OutgoingMessage[] = [];
  for (const message of storedEvents(TENANT, count, seed)) {
    waiting.push(message);
    if (waiting.length < PUBLISHED_AT_ONCE) continue;
    await bus.publish(waiting);
    waiting = [];
  }
  await bus.publish(waiting);
  log(`${count} events wait in ${trackingEvent.type}`);
}

/** What is queryable now: events in the ledger, and rows in all tables. */
async function stored(client: ClickHouseClient): Promise<{ events: number; rows: number }> {
  const result = await client.query({
    query: `SELECT
        (SELECT count() FROM raw.messages WHERE topic = {topic:String}) AS events,
        (SELECT sum(total_rows) FROM system.tables WHERE database IN ('raw', 'curated')) AS rows`,
    query_params: { topic: trackingEvent.type },
    format: 'JSONEachRow',
  });
  const [row] = await result.json<{ events: string; rows: string }>();
  return { events: Number(row?.events ?? 0), rows: Number(row?.rows ?? 0) };
}

export default benchmark;
