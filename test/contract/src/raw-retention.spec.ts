import { type ControlTable, createMemoryBus, type ReceivedMessage, toMessage } from '@stellwerk/bus';
import { migrate } from '@stellwerk/clickhouse';
import { controlDocument } from '@stellwerk/contracts';
import { BatchHandler, migrationsFolder, RawRetention, readBooks, WarehouseStore } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';
import { delivered, eventMessage, trackedEvent } from './support/tracked-events.js';

const TOPIC = 'tracking.event.v1';
const DOCUMENTS = 'control.document.v1';
const DAY_MS = 86_400_000;
const TENANTS = ['short', 'usual', 'long'];

/** Retention documents that can change. */
class Documents {
  readonly days = new Map<string, number>([
    ['short', 2],
    ['long', 400],
  ]);
  readonly #listeners = new Set<(key: string) => void>();

  all = (() =>
    [...this.days].map(([tenant, rawDays]) => ({ tenant, spec: { rawDays } }))) as unknown as ControlTable['all'];

  onChange = (listener: (key: string) => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(tenant: string, days: number) {
    this.days.set(tenant, days);
    for (const listener of this.#listeners) listener(`retention/${tenant}/default`);
  }
}

let clickhouse: TestClickHouse;
const documents = new Documents();
beforeAll(async () => {
  clickhouse = await startClickHouse();
  await migrate(clickhouse.client, migrationsFolder);
});
afterAll(() => clickhouse?.stop());

const sinkAt = async (now: Date) =>
  new BatchHandler(await WarehouseStore.open(clickhouse.client), createMemoryBus(), documents, () => now);

/** One batch with a message of every tenant, that the warehouse took some days ago. */
async function store(daysAgo: number, offset: number) {
  const now = new Date(Date.now() - daysAgo * DAY_MS);
  const sink = await sinkAt(now);
  await sink.resumeAt(TOPIC, 0);
  const messages = TENANTS.map((tenant, index): ReceivedMessage => {
    const event = { ...trackedEvent(tenant, offset + index), receivedAt: now.toISOString() };
    return delivered(eventMessage(event), 0, offset + index);
  });
  const signal = new AbortController().signal;
  await sink.handle({ topic: TOPIC, partition: 0, messages, endOffset: 0n, signal });
}

/** A version of a policy, that the warehouse took some days ago. */
async function storePolicy(daysAgo: number, version: number) {
  const now = new Date(Date.now() - daysAgo * DAY_MS);
  const sink = await sinkAt(now);
  await sink.resumeAt(DOCUMENTS, 0);
  const message = toMessage(
    controlDocument,
    {
      kind: 'consent-policy',
      tenant: 'governed',
      name: 'default',
      version,
      spec: {},
      by: 'test',
      at: now.toISOString(),
    },
    { id: `policy-${version}`, time: now.toISOString(), source: '/cli', tenant: 'governed' },
  );
  const signal = new AbortController().signal;
  const messages: ReceivedMessage[] = [delivered(message, 0, version)];
  await sink.handle({ topic: DOCUMENTS, partition: 0, messages, endOffset: 0n, signal });
}

/** Merges are where the server applies what is over; left alone it does so within hours. */
const merge = () => clickhouse.client.command({ query: 'OPTIMIZE TABLE raw.messages FINAL' });
const isIdle = () =>
  clickhouse.scalar("SELECT count() = 0 FROM system.mutations WHERE table = 'messages' AND NOT is_done");
const rows = () =>
  clickhouse.query<{ age: number; tenant: string; days: number; kept: boolean }>(
    `SELECT age('day', received_at, now64(3)) AS age, tenant, keep_days AS days,
      key != '' AND value != '' AND event_id != '' AND notEmpty(headers) AS kept
     FROM raw.messages WHERE topic = '${TOPIC}' ORDER BY age, offset`,
  );

async function until(isSo: () => Promise<boolean>) {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 1_200) throw new Error(`never so: ${JSON.stringify(await rows())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('raw messages', () => {
  it('are kept as long as their tenant says, while others of the same batch are there; the ledger forgets nothing', async () => {
    await store(5, 0);
    await store(40, 3);
    await merge();
    expect(await rows()).toEqual([
      { age: 5, tenant: 'short', days: 2, kept: 0 },
      { age: 5, tenant: 'usual', days: 30, kept: 1 },
      { age: 5, tenant: 'long', days: 400, kept: 1 },
      { age: 40, tenant: 'long', days: 400, kept: 1 },
    ]);
    expect(await (await sinkAt(new Date())).resumeAt(TOPIC, 0)).toBe(6n);
    // No message says how many calls there were, so what the books still look at differs by as much.
    expect(await readBooks(clickhouse.client, 'short')).toMatchObject({ accepted: 0, difference: 0, missing: 0 });
    expect(await readBooks(clickhouse.client, 'usual')).toMatchObject({ accepted: 1, difference: -1, missing: 0 });
  });

  it('that are stored already follow a change of the document, and what is gone stays gone', async () => {
    const retention = new RawRetention(clickhouse.client, documents, { info() {}, warn() {} }, 50);
    retention.start();
    documents.set('usual', 3);
    await until(async () => (await rows()).some(({ tenant, kept }) => tenant === 'usual' && !kept));
    documents.set('short', 400);
    documents.set('long', 10);
    await until(async () => (await rows()).every(({ age }) => age === 5) && Boolean(await isIdle()));
    expect(await rows()).toEqual([
      { age: 5, tenant: 'short', days: 2, kept: 0 },
      { age: 5, tenant: 'usual', days: 3, kept: 0 },
      { age: 5, tenant: 'long', days: 10, kept: 1 },
    ]);
    await retention.onModuleDestroy();
  });

  it('that say by which documents was decided stay for ten years, whatever their tenant says', async () => {
    const longAgo = new Date(Date.now() - 300 * DAY_MS).toISOString().slice(0, 10);
    await storePolicy(400, 1);
    await storePolicy(5, 2);
    await new RawRetention(clickhouse.client, documents, { info() {}, warn() {} }).apply();
    await until(async () => Boolean(await isIdle()));
    await merge();
    expect(
      await clickhouse.query(
        `SELECT JSONExtractUInt(value, 'version') AS version, keep_days FROM raw.messages
         WHERE topic = '${DOCUMENTS}' ORDER BY offset`,
      ),
    ).toEqual([
      { version: 1, keep_days: 3650 },
      { version: 2, keep_days: 3650 },
    ]);
    // How far back the books reach is for calls to say: an event of long ago, of which no call is kept, is none of theirs.
    await clickhouse.client.insert({
      table: 'curated.events',
      values: [
        { tenant: 'governed', event_time: longAgo, received_at: longAgo, _topic: TOPIC, _partition: 0, _offset: 0 },
      ],
      format: 'JSONEachRow',
    });
    expect(await readBooks(clickhouse.client, 'governed')).toMatchObject({ accepted: 0, difference: 0 });
  });
});
