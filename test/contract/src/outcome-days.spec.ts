import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@stellwerk/clickhouse';
import { deterministicId } from '@stellwerk/contracts';
import { migrationsFolder } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const sink = { _topic: 'test', _partition: 0 };
const INTRODUCED = '0062_curated_tenants.sql';

let clickhouse: TestClickHouse;
let offset = 0;
beforeAll(async () => {
  clickhouse = await startClickHouse();
  await migrateBefore(INTRODUCED);
  await document('early', { timezone: 'Asia/Tokyo' });
  await migrate(clickhouse.client, migrationsFolder);
});
afterAll(() => clickhouse?.stop());

/** The schema as it was before a migration. */
async function migrateBefore(name: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stellwerk-migrations-'));
  for (const file of await readdir(migrationsFolder)) {
    if (file.endsWith('.sql') && file < name) await cp(join(migrationsFolder, file), join(folder, file));
  }
  await migrate(clickhouse.client, folder);
  await rm(folder, { recursive: true });
}

const insert = (table: string, row: object) =>
  clickhouse.client.insert({ table, values: [row], format: 'JSONEachRow' });

/** A tenant document among the raw messages. */
const document = (tenant: string, spec: object) =>
  insert('raw.messages', {
    topic: 'control.document.v1',
    partition: 0,
    offset: 0,
    tenant,
    value: JSON.stringify({ kind: 'tenant', tenant, name: tenant, version: 1, spec }),
    appended_at: '2026-11-24 10:00:00.000',
    received_at: '2026-11-24 10:00:00.000',
  });

const zone = (tenant: string, timezone: string) =>
  insert('curated.tenants', { ...sink, tenant, timezone, _offset: offset++ });

const order = (tenant: string, event_time: string) =>
  insert('curated.conversions', {
    ...sink,
    _offset: offset++,
    tenant,
    event_time,
    event_id: deterministicId('order', tenant, event_time),
    person_key: 'device:1',
    value: '10',
    currency: 'EUR',
  });

const days = async (tenant: string) =>
  (
    await clickhouse.query<{ day: string; orders: number }>(
      `SELECT day, toUInt32(value) AS orders FROM curated.outcomes
       WHERE tenant = {tenant:String} AND outcome = 'orders' AND origin = 'tracked' ORDER BY day`,
      { tenant },
    )
  ).map(({ day, orders }) => `${day}: ${orders}`);

describe('days of outcomes', () => {
  it.each<[title: string, zone: string | null, expected: string[]]>([
    ['UTC where nothing is known of the tenant', null, ['2026-06-30: 1', '2026-07-01: 2']],
    ['those of the tenant, east of Greenwich', 'Europe/Berlin', ['2026-07-01: 3']],
    ['those of the tenant, west of Greenwich', 'America/New_York', ['2026-06-30: 2', '2026-07-01: 1']],
    ['UTC where the server does not know the zone', 'Europe/Nowhere', ['2026-06-30: 1', '2026-07-01: 2']],
    ['UTC once the document is withdrawn', '', ['2026-06-30: 1', '2026-07-01: 2']],
  ])('are %s', async (title, timezone, expected) => {
    const tenant = deterministicId('tenant', title);
    if (timezone !== null) await zone(tenant, timezone);
    await order(tenant, '2026-06-30 22:00:00.000');
    await order(tenant, '2026-07-01 03:59:59.999');
    await order(tenant, '2026-07-01 04:00:00.000');
    expect(await days(tenant)).toEqual(expected);
  });

  it('follow summer time: the night of the change has 23 hours', async () => {
    await zone('spring', 'Europe/Berlin');
    for (const time of ['2026-03-28 23:00:00.000', '2026-03-29 21:59:59.999', '2026-03-29 22:00:00.000']) {
      await order('spring', time);
    }
    expect(await days('spring')).toEqual(['2026-03-29: 2', '2026-03-30: 1']);
  });

  it('follow the latest document of the tenant', async () => {
    await order('moved', '2026-06-30 22:30:00.000');
    await zone('moved', 'Europe/Berlin');
    expect(await days('moved')).toEqual(['2026-07-01: 1']);
    await zone('moved', 'Europe/London');
    expect(await days('moved')).toEqual(['2026-06-30: 1']);
  });

  it('know documents that are older than their table', async () => {
    await order('early', '2026-06-30 16:00:00.000');
    expect(await days('early')).toEqual(['2026-07-01: 1']);
  });

  it('are displaced by what was reported for the same day of the tenant', async () => {
    await zone('shops', 'Europe/Berlin');
    await order('shops', '2026-06-30 22:30:00.000');
    const reported = { ...sink, _offset: offset++, tenant: 'shops', geo: 'BY', outcome: 'orders', value: '7' };
    await insert('curated.reported_outcomes', { ...reported, day: '2026-07-01', revision: 1 });
    expect(await days('shops')).toEqual([]);
  });
});
