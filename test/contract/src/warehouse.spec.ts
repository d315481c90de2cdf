import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Bus,
  createKafkaBus,
  type GroupPosition,
  publishControlDocument,
  readGroupPositions,
} from '@stellwerk/bus';
import { allTopics, groupsReading } from '@stellwerk/contracts';
import type { Books } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';
import { eventMessage, trackedEvent } from './support/tracked-events.js';

const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const PARENT_ID = 'eee19b7ec3c1b174';

let clickhouse: TestClickHouse;
let bus: Bus;
const token = randomBytes(24).toString('hex');

beforeAll(async () => {
  clickhouse = await startClickHouse({ only: ['kafka', 'clickhouse', 'warehouse'], topics: allTopics() });
  const onFatal = (error: unknown) => {
    throw error;
  };
  bus = createKafkaBus({ brokers: clickhouse.stack.kafkaBrokers, clientId: 'contract', onFatal });
  const sha256 = createHash('sha256').update(token).digest('hex');
  const expiresAt = '2099-01-01T00:00:00.000Z';
  const spec = { sha256, roles: ['viewer'], tenants: ['shop', 'ghost'], expiresAt, revoked: false };
  const more = { version: 1, by: 'test', at: '2026-11-24T09:00:00.000Z' };
  await publishControlDocument(bus, { kind: 'token', tenant: 'platform', name: 'test', spec, ...more });
  const shop = { displayName: 'Shop', currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' };
  await publishControlDocument(bus, { kind: 'tenant', tenant: 'shop', name: 'shop', spec: shop, ...more });
}, 120_000);
afterAll(async () => {
  await bus?.close();
  await clickhouse?.stop();
}, 60_000);

/** Asks until the answer is as wanted; the last answer when time is up. */
async function eventually<Value>(ask: () => Promise<Value>, wanted: (value: Value) => boolean, timeoutMs: number) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (wanted(value) || performance.now() > deadline) return value;
    await sleep(100);
  }
}

const get = (path: string, bearer = token) =>
  fetch(`${clickhouse.stack.url('warehouse')}${path}`, { headers: { Authorization: `Bearer ${bearer}` } });
const countOf = (tenant: string) => () =>
  clickhouse.scalar(`SELECT count() FROM raw.messages WHERE topic = 'tracking.event.v1' AND tenant = {tenant:String}`, {
    tenant,
  });

describe('the warehouse service', () => {
  it('stores an event and continues its trace from the message to the row', async () => {
    const event = trackedEvent('traced', 1);
    await bus.publish([eventMessage(event, `00-${TRACE_ID}-${PARENT_ID}-01`)]);
    expect(await eventually(countOf('traced'), (count) => count === 1, 20_000)).toBe(1);
    const spans = () =>
      clickhouse.query<{ id: string; name: string; parent: string }>(
        `SELECT SpanId AS id, SpanName AS name, ParentSpanId AS parent FROM ops.otel_traces
         WHERE TraceId = {id:String} AND ServiceName = 'warehouse'`,
        { id: TRACE_ID },
      );
    const found = await eventually(spans, (rows) => rows.length === 2, 10_000);
    const parentOf = Object.fromEntries(found.map(({ name, parent }) => [name, parent]));
    const batch = found.find(({ name }) => name === 'process tracking.event.v1');
    expect(parentOf).toEqual({ 'process tracking.event.v1': PARENT_ID, 'insert rows': batch?.id });
  }, 60_000);

  it('is exact while it and ClickHouse are killed in turns', async () => {
    const EVENTS = 6_000;
    const { stack } = clickhouse;
    let finished = false;
    const killing = (async () => {
      for (const part of ['warehouse', 'clickhouse', 'warehouse', 'clickhouse'] as const) {
        await sleep(700);
        if (finished) return;
        await stack.kill(part, 'SIGKILL');
        await stack.whenReady(part, 30_000);
      }
    })();
    for (let index = 0; index < EVENTS; index += 100) {
      const events = Array.from({ length: 100 }, (_, position) => trackedEvent('shop', index + position));
      await bus.publish(events.map((event) => eventMessage(event)));
      await sleep(60);
    }
    await killing;
    finished = true;
    expect(await eventually(countOf('shop'), (count) => count >= EVENTS, 60_000)).toBe(EVENTS);
    const [stored] = await clickhouse.query(
      `SELECT
         (SELECT count() FROM curated.events WHERE tenant = 'shop') AS events,
         (SELECT uniqExact(event_id) FROM curated.events WHERE tenant = 'shop') AS distinct,
         (SELECT count() FROM curated.touches WHERE tenant = 'shop') AS touches,
         (SELECT count() FROM curated.conversions WHERE tenant = 'shop') AS conversions`,
    );
    expect(stored).toEqual({ events: EVENTS, distinct: EVENTS, touches: 4_000, conversions: 2_000 });
  }, 180_000);

  it('says how far it is', async () => {
    const answer = (await (await get('/v1/progress')).json()) as {
      lag: number;
      partitions: { topic: string; nextOffset: number }[];
    };
    const total = answer.partitions.reduce(
      (sum, { topic, nextOffset }) => sum + (topic === 'tracking.event.v1' ? nextOffset : 0),
      0,
    );
    expect([answer.lag, total]).toEqual([0, 6_001]);
  });

  it('commits what it has stored in the groups by which others know that it is through', async () => {
    const groups = groupsReading('warehouse', ['tracking.event.v1', 'control.document.v1']);
    const positions = () => readGroupPositions({ brokers: clickhouse.stack.kafkaBrokers }, groups);
    const isBehind = ({ committed, high }: GroupPosition) => high > 0n && committed !== high;
    const found = await eventually(positions, (all) => !all.some(isBehind), 30_000);
    expect(found.filter(isBehind)).toEqual([]);
    const filled = found.filter(({ high }) => high > 0n).map(({ topic }) => topic);
    expect(new Set(filled)).toEqual(new Set(['tracking.event.v1', 'control.document.v1']));
  }, 60_000);

  it('keeps the books of a tenant', async () => {
    const books = (await (await get('/v1/books?tenant=shop')).json()) as Books;
    expect(books).toMatchObject({
      tenant: 'shop',
      accepted: 6_000,
      missing: 0,
      repeated: 0,
      deadLetters: 0,
    });
  });

  it.each([
    ['another tenant', '/v1/books?tenant=traced', token, 403, 'SVC_TENANT_FORBIDDEN'],
    ['a tenant that is not there', '/v1/books?tenant=ghost', token, 404, 'SVC_TENANT_UNKNOWN'],
    ['no tenant', '/v1/books', token, 400, 'SVC_INVALID_REQUEST'],
    ['a wrong token', '/v1/progress', 'x'.repeat(48), 401, 'SVC_UNAUTHENTICATED'],
  ])('refuses %s', async (_title, path, bearer, status, code) => {
    const answer = await get(path, bearer);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('is unhealthy while ClickHouse is away, says so, and recovers by itself', async () => {
    const { stack } = clickhouse;
    const statusOf = async () => (await get('/health/ready')).status;
    // Partitions may still wait since the last kill, and health says so.
    expect(await eventually(statusOf, (status) => status === 200, 30_000)).toBe(200);
    stack.kill('clickhouse', 'SIGSTOP');
    expect(await eventually(statusOf, (status) => status === 503, 15_000)).toBe(503);
    stack.kill('clickhouse', 'SIGCONT');
    expect(await eventually(statusOf, (status) => status === 200, 30_000)).toBe(200);
  }, 90_000);
});
