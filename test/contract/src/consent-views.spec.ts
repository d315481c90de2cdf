import { migrate } from '@stellwerk/clickhouse';
import { defaultPerson, deterministicId, purposes } from '@stellwerk/contracts';
import { migrationsFolder } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const sink = { _topic: 'test', _partition: 0, _offset: 0 };
const TENANT = 'shop';

let clickhouse: TestClickHouse;
let offset = 0;
beforeAll(async () => {
  clickhouse = await startClickHouse();
  await migrate(clickhouse.client, migrationsFolder);
});
afterAll(async () => {
  await clickhouse?.stop();
});

const insert = (table: string, row: object) =>
  clickhouse.client.insert({ table, values: [{ ...sink, tenant: TENANT, ...row }], format: 'JSONEachRow' });

/** An event under some keys, the first of which orders it; every purpose granted. */
const event = (name: string, ...keys: string[]) =>
  insert('curated.events', {
    name,
    event_id: deterministicId('event', name),
    event_time: '2026-11-24 10:00:00.000',
    person_key: keys[0],
    person: defaultPerson(TENANT, keys[0] as string),
    keys,
    purposes,
  });

/** What a key allows from now on. */
const state = (key: string, ...allowed: string[]) =>
  insert('curated.consent', {
    person_key: key,
    person: defaultPerson(TENANT, key),
    changed_at: `2026-11-24 10:00:00.${String(100 + offset).slice(-3)}`,
    change_id: deterministicId('change', offset),
    purposes: allowed,
    _offset: offset++,
  });

/** A key stands for the person of another one from now on. */
const link = (key: string, person: string, version: number) =>
  insert('curated.identity', {
    person_key: key,
    person: defaultPerson(TENANT, person),
    graph_version: version,
  });

const read = async (purpose: string) =>
  (await clickhouse.query<{ name: string }>(`SELECT name FROM curated.events_${purpose} WHERE tenant = '${TENANT}'`))
    .map(({ name }) => name)
    .sort();

describe('views by purpose', () => {
  it('follow what persons state, in both directions', async () => {
    await event('one', 'device:1');
    await event('two', 'device:2');
    expect(await read('ad_profile')).toEqual(['one', 'two']);
    await state('device:1', 'analytics_store');
    expect([await read('ad_profile'), await read('analytics_store')]).toEqual([['two'], ['one', 'two']]);
    await state('device:1');
    expect([await read('ad_profile'), await read('analytics_store')]).toEqual([['two'], ['two']]);
    await state('device:1', ...purposes);
    expect([await read('ad_profile'), await read('analytics_store')]).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]);
  });

  it('know every key of an event', async () => {
    await event('three', 'device:3', 'login:3');
    await state('login:3', 'analytics_store');
    expect([await read('ad_measurement'), await read('analytics_store')]).toEqual([
      ['one', 'two'],
      ['one', 'three', 'two'],
    ]);
  });

  it('know every key of a person, whichever of them it was stated under', async () => {
    // Both devices stand for the person of login:9, which itself is in no row of the map.
    await event('four', 'device:4');
    await event('five', 'device:5');
    await event('nine', 'login:9');
    await link('device:4', 'login:9', 1);
    await link('device:5', 'login:9', 2);
    const others = ['one', 'two'];
    await state('device:4', 'analytics_store');
    expect(await read('ad_profile')).toEqual(others);
    await state('device:4', ...purposes);
    expect(await read('ad_profile')).toEqual(['five', 'four', 'nine', ...others]);
    await state('login:9', 'analytics_store');
    expect(await read('ad_profile')).toEqual(others);
  });

  it('follow the identity map when a person is split again', async () => {
    await link('device:5', 'device:5', 3);
    expect(await read('ad_profile')).toEqual(['five', 'one', 'two']);
  });

  it('keep tenants apart', async () => {
    await insert('curated.consent', {
      tenant: 'other',
      person_key: 'device:2',
      person: defaultPerson(TENANT, 'device:2'),
      changed_at: '2026-11-24 11:00:00.000',
      purposes: [],
    });
    expect(await read('ad_profile')).toContain('two');
  });

  it.each(['touches', 'conversions'])('hold the same of %s', async (table) => {
    const tenant = `shop-of-${table}`;
    const row = (name: string, key: string, keys: readonly string[], allowed: readonly string[]) =>
      insert(`curated.${table}`, {
        tenant,
        event_id: deterministicId('event', tenant, name),
        event_time: '2026-11-24 10:00:00.000',
        person_key: key,
        person: defaultPerson(tenant, key),
        keys,
        purposes: allowed,
      });
    const refuse = (key: string) =>
      insert('curated.consent', {
        tenant,
        person_key: key,
        person: defaultPerson(tenant, key),
        changed_at: '2026-11-24 11:00:00.000',
        purposes: ['analytics_store'],
      });
    await row('statistics', 'device:1', ['device:1'], ['analytics_store']);
    await row('allowed', 'device:2', ['device:2'], purposes);
    await row('refused', 'device:3', ['device:3'], purposes);
    await row('refused under another key', 'device:4', ['login:4', 'device:4'], purposes);
    await row('refused before keys were kept', 'device:5', [], purposes);
    for (const key of ['device:3', 'login:4', 'device:5']) await refuse(key);
    const count = (purpose: string) =>
      clickhouse.scalar(`SELECT count() FROM curated.${table}_${purpose} WHERE tenant = {tenant:String}`, { tenant });
    expect([await count('analytics_store'), await count('ad_measurement')]).toEqual([5, 1]);
  });

  it.each(['events', 'touches', 'conversions'])(
    'show of %s on a shared device what is not of the time of who refused',
    async (table) => {
      const tenant = `shared-${table}`;
      const rowAt = (time: string, key: string) =>
        insert(`curated.${table}`, {
          tenant,
          event_id: deterministicId('event', tenant, key, time),
          event_time: `2026-11-24 ${time}:00.000`,
          person_key: key,
          person: defaultPerson(tenant, key),
          keys: [key],
          purposes,
        });
      const times = async (purpose: string) =>
        (
          await clickhouse.query<{ time: string }>(
            `SELECT formatDateTime(event_time, '%R') AS time FROM curated.${table}_${purpose}
             WHERE tenant = {tenant:String} ORDER BY time`,
            { tenant },
          )
        ).map(({ time }) => time);
      const refuse = (key: string, ...allowed: string[]) =>
        insert('curated.consent', {
          tenant,
          person_key: key,
          person: defaultPerson(tenant, key),
          changed_at: '2026-11-24 23:00:00.000',
          purposes: allowed,
        });
      await insert('curated.identity', {
        tenant,
        person_key: 'device:tablet',
        person: defaultPerson(tenant, 'login:bert'),
        graph_version: 1,
        slice_starts: ['1970-01-01 00:00:00.000', '2026-11-24 12:00:00.000'],
        slice_persons: ['login:anna', 'login:bert'].map((key) => defaultPerson(tenant, key)),
      });
      for (const time of ['10:00', '12:00', '13:00']) await rowAt(time, 'device:tablet');
      await rowAt('11:00', 'device:alone');
      await refuse('login:anna', 'analytics_store');
      expect([await times('ad_measurement'), await times('analytics_store')]).toEqual([
        ['11:00', '12:00', '13:00'],
        ['10:00', '11:00', '12:00', '13:00'],
      ]);
      // Who refuses has the device now: rather an event too few.
      await refuse('login:bert', 'analytics_store');
      expect(await times('ad_measurement')).toEqual(['11:00']);
    },
  );

  it('leave orders of who refused out of what remains after refunds', async () => {
    const tenant = 'refunds';
    const row = (key: string, value: string) => ({
      tenant,
      event_id: deterministicId('event', tenant, key, value),
      event_time: '2026-11-24 10:00:00.000',
      person_key: key,
      person: defaultPerson(tenant, key),
      keys: [key],
      purposes,
      order_id: `order of ${key}`,
      value,
      currency: 'EUR',
    });
    for (const key of ['device:1', 'device:2']) {
      await insert('curated.conversions', row(key, '10'));
      await insert('curated.refunds', row(key, '2.5'));
    }
    await insert('curated.conversions', { ...row('device:3', '10'), purposes: ['ad_measurement'] });
    await insert('curated.consent', {
      tenant,
      person_key: 'device:2',
      person: defaultPerson(tenant, 'device:2'),
      changed_at: '2026-11-24 11:00:00.000',
      purposes: ['ad_measurement'],
    });
    expect(
      await clickhouse.query(
        'SELECT order_id, gross, refunded, net FROM curated.orders_net WHERE tenant = {tenant:String}',
        {
          tenant,
        },
      ),
    ).toEqual([{ order_id: 'order of device:1', gross: 10, refunded: 2.5, net: 7.5 }]);
  });

  it('are what visits are made of', async () => {
    const visits = () => clickhouse.scalar(`SELECT sum(events) FROM curated.sessions WHERE tenant = '${TENANT}'`);
    const before = await visits();
    await state('device:2');
    expect(before - (await visits())).toBe(1);
  });
});
