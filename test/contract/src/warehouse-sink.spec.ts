import { createMemoryBus, type ReceivedMessage, UnavailableError } from '@stellwerk/bus';
import { type ClickHouseClient, migrate } from '@stellwerk/clickhouse';
import { BatchHandler, curatedTables, migrationsFolder, WarehouseStore } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';
import { delivered, eventMessage, trackedEvent } from './support/tracked-events.js';

const TOPIC = 'tracking.event.v1';
const EVENTS = 60;

let clickhouse: TestClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse();
  await migrate(clickhouse.client, migrationsFolder);
});
afterAll(() => clickhouse?.stop());

/** The log of one partition: one event is there twice, as after a producer that was cut off. */
function logOf(partition: number): ReceivedMessage[] {
  const indexes = Array.from({ length: EVENTS }, (_, index) => index);
  indexes.splice(45, 0, 10);
  return indexes.map((index, offset) =>
    // Two months are what a crash can come between.
    delivered(eventMessage(trackedEvent(`p${partition}`, index, 2)), partition, offset),
  );
}

const noDocuments = { all: () => [] };
const startSink = async (client: ClickHouseClient) =>
  new BatchHandler(await WarehouseStore.open(client), createMemoryBus(), noDocuments, () => new Date());

/** Consumes the log from where the sink says, in batches of a given size. */
async function consume(sink: BatchHandler, log: readonly ReceivedMessage[], partition: number, size: number) {
  const resumeAt = Number((await sink.resumeAt(TOPIC, partition)) ?? 0n);
  for (let from = resumeAt; from < log.length; from += size) {
    const messages = log.slice(from, from + size);
    const signal = new AbortController().signal;
    await sink.handle({ topic: TOPIC, partition, messages, endOffset: BigInt(log.length), signal });
  }
}

/** Rows of every table that the partition feeds. */
async function stored(partition: number) {
  const counts = (table: string, column = '_partition') =>
    clickhouse.scalar(`SELECT count() FROM ${table} WHERE ${column} = {partition:UInt16}`, { partition });
  return {
    events: await counts('curated.events'),
    distinct: await clickhouse.scalar(
      'SELECT uniqExact(event_id) FROM curated.events WHERE _partition = {partition:UInt16}',
      { partition },
    ),
    touches: await counts('curated.touches'),
    conversions: await counts('curated.conversions'),
    raw: await counts('raw.messages', 'partition'),
  };
}
const everything = { events: EVENTS, distinct: EVENTS, touches: 40, conversions: 20, raw: EVENTS + 1 };

/** A client whose nth request fails: on its way there, or on its way back. */
function failingAt(client: ClickHouseClient, nth: number, when: 'before' | 'after') {
  let requests = 0;
  const failing = new Proxy(client, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (property !== 'query' && property !== 'command' && property !== 'exec') return member;
      return async (parameters: never) => {
        requests += 1;
        const own = requests;
        const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
        if (own === nth && when === 'before') throw reset;
        const answer = await (member as (parameters: never) => Promise<{ stream?: NodeJS.ReadableStream }>).call(
          target,
          parameters,
        );
        if (own !== nth) return answer;
        answer.stream?.resume();
        throw reset;
      };
    },
  });
  return { client: failing, reached: () => requests >= nth };
}

describe('the warehouse sink', () => {
  it('stores everything once, an event that the log repeats included', async () => {
    await consume(await startSink(clickhouse.client), logOf(1), 1, 1_000);
    expect(await stored(1)).toEqual(everything);
  });

  it('adds nothing when the whole log comes again in other batches', async () => {
    for (const size of [7, 61]) {
      const sink = await startSink(clickhouse.client);
      await sink.resumeAt(TOPIC, 1);
      const messages = logOf(1);
      for (let from = 0; from < messages.length; from += size) {
        const signal = new AbortController().signal;
        await sink.handle({
          topic: TOPIC,
          partition: 1,
          messages: messages.slice(from, from + size),
          endOffset: 61n,
          signal,
        });
      }
    }
    expect(await stored(1)).toEqual(everything);
  });

  it.each([['before' as const], ['after' as const]])(
    'is exact wherever it crashes (%s the server acts), going on in other batches',
    async (when) => {
      // Opening reads one description per table; crashes there touch nothing.
      const opening = curatedTables.length + 1;
      for (let nth = opening + 1; ; nth += 1) {
        const partition = nth + (when === 'before' ? 100 : 200);
        const failing = failingAt(clickhouse.client, nth, when);
        const crashing = await startSink(failing.client);
        const crash = await consume(crashing, logOf(partition), partition, 40).catch((error: unknown) => error);
        if (!failing.reached()) break;
        expect([nth, crash]).toEqual([nth, expect.any(UnavailableError)]);
        expect(crashing.stalledBy).not.toBeNull();
        await consume(await startSink(clickhouse.client), logOf(partition), partition, 25);
        expect([nth, await stored(partition)]).toEqual([nth, everything]);
      }
    },
  );

  it('publishes what it cannot read before the ledger moves on', async () => {
    const bus = createMemoryBus();
    const sink = new BatchHandler(await WarehouseStore.open(clickhouse.client), bus, noDocuments, () => new Date());
    const [first, ...rest] = logOf(3) as [ReceivedMessage, ...ReceivedMessage[]];
    await consume(sink, [{ ...first, value: Buffer.from('{') }, ...rest], 3, 100);
    const dead: ReceivedMessage[] = [];
    const table = await bus.table({ topic: 'warehouse.dead.v1', apply: (message) => dead.push(message) });
    await table.ready;
    expect(dead.map(({ headers }) => headers.dead_code)).toEqual(['BUS_NOT_JSON']);
    expect(await stored(3)).toEqual({ ...everything, events: 59, distinct: 59, conversions: 19 });
  });

  it('stores the original of a dead letter that comes again, also after a restart', async () => {
    const bus = createMemoryBus();
    const sink = new BatchHandler(await WarehouseStore.open(clickhouse.client), bus, noDocuments, () => new Date());
    const [first, ...rest] = logOf(5) as [ReceivedMessage, ...ReceivedMessage[]];
    const log = [{ ...first, value: Buffer.from('{') }, ...rest];
    await consume(sink, log, 5, 100);
    for (const letter of bus.messages('warehouse.dead.v1')) {
      const { topic, offset } = letter;
      await sink.resumeAt(topic, 50);
      const batch = { topic, partition: 50, messages: [{ ...letter, partition: 50 }], endOffset: offset + 1n };
      await sink.handle({ ...batch, signal: new AbortController().signal });
    }
    const mended = { ...first, offset: BigInt(log.length) };
    await consume(await startSink(clickhouse.client), [...log, mended], 5, 100);
    expect(await stored(5)).toEqual({ ...everything, raw: everything.raw + 1 });
  });

  it('takes three years of events in one batch', async () => {
    const count = 10_000;
    const log = Array.from({ length: count }, (_, index) =>
      delivered(eventMessage(trackedEvent('backfill', index, 36)), 4, index),
    );
    await consume(await startSink(clickhouse.client), log, 4, count);
    const months = await clickhouse.scalar(
      "SELECT uniqExact(toYYYYMM(event_time)) FROM curated.events WHERE tenant = 'backfill'",
    );
    expect([months, (await stored(4)).events, (await stored(4)).distinct]).toEqual([36, count, count]);
  });

  it('keeps money to the twelfth decimal', async () => {
    const total = await clickhouse.scalar<string>(
      "SELECT toString(sum(value)) FROM curated.conversions WHERE tenant = 'p1'",
    );
    // Σ 3i for i = 0..19, and twenty times the twelve decimals.
    expect(total).toBe('572.46913578024');
  });
});
