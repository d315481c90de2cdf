import { migrate } from '@stellwerk/clickhouse';
import { defaultPerson, deterministicId, purposes } from '@stellwerk/contracts';
import { migrationsFolder } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const sink = { _topic: 'test', _partition: 0, _offset: 0 };

let clickhouse: TestClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse();
  await migrate(clickhouse.client, migrationsFolder);
});
afterAll(() => clickhouse?.stop());

const insert = (table: string, row: object) =>
  clickhouse.client.insert({ table, values: [{ ...sink, ...row }], format: 'JSONEachRow' });
const instant = (time: string) => `2026-11-24 ${time}:00.000`;

function shop(tenant: string) {
  return {
    event: (name: string, time: string, key: string, allowed: readonly string[] = purposes) =>
      insert('curated.events', {
        tenant,
        name,
        event_id: deterministicId('event', tenant, name),
        event_time: instant(time),
        person_key: key,
        person: defaultPerson(tenant, key),
        keys: [key],
        purposes: allowed,
      }),
    /** The device stands for the person of the first key from the beginning, and for the others from a time on. */
    link: (key: string, version: number, first: string, ...later: readonly (readonly [time: string, key: string])[]) =>
      insert('curated.identity', {
        tenant,
        person_key: key,
        person: defaultPerson(tenant, later.at(-1)?.[1] ?? first),
        graph_version: version,
        slice_starts: ['1970-01-01 00:00:00.000', ...later.map(([time]) => instant(time))],
        slice_persons: [first, ...later.map(([, person]) => person)].map((person) => defaultPerson(tenant, person)),
      }),
    refuse: (key: string) =>
      insert('curated.consent', {
        tenant,
        person_key: key,
        person: defaultPerson(tenant, key),
        changed_at: instant('23:00'),
        purposes: [],
      }),
    /** Person, first instant and number of events of every session, by its beginning. */
    sessions: async (...keys: readonly string[]) => {
      const names = new Map(keys.map((key) => [defaultPerson(tenant, key), key]));
      const rows = await clickhouse.query<{ person: string; start: string; events: number }>(
        `SELECT person, formatDateTime(started_at, '%R') AS start, events FROM curated.sessions
         WHERE tenant = {tenant:String} ORDER BY started_at, person`,
        { tenant },
      );
      return rows.map(({ person, start, events }) => `${names.get(person)} ${start}: ${events}`);
    },
  };
}

describe('sessions', () => {
  it('of a shared device belong to whom it stood for at the time, also where nobody paused between them', async () => {
    const { event, link, sessions } = shop('shared');
    await event('one', '10:00', 'device:tablet');
    await event('two', '10:10', 'device:tablet');
    await event('three', '10:20', 'device:tablet');
    await event('four', '10:30', 'device:phone');
    await link('device:phone', 1, 'login:anna');
    await link('device:tablet', 2, 'login:anna', ['10:15', 'login:bert']);
    expect(await sessions('login:anna', 'login:bert')).toEqual(['login:anna 10:00: 3', 'login:bert 10:20: 1']);
    await link('device:tablet', 3, 'login:bert');
    expect(await sessions('login:anna', 'login:bert')).toEqual(['login:bert 10:00: 3', 'login:anna 10:30: 1']);
  });

  it('of who refused statistics before others are gone for the times at which a device stood for them', async () => {
    const { event, link, refuse, sessions } = shop('refused');
    await link('device:tablet', 1, 'login:anna', ['12:00', 'login:bert']);
    await event('one', '10:00', 'device:tablet');
    await event('two', '13:00', 'device:tablet');
    await refuse('login:anna');
    expect(await sessions('login:bert')).toEqual(['login:bert 13:00: 1']);
  });

  it('of a device are gone for all times where it stands for who refused statistics now', async () => {
    const { event, link, refuse, sessions } = shop('refused-now');
    await link('device:tablet', 1, 'login:anna', ['12:00', 'login:bert']);
    await event('one', '10:00', 'device:tablet');
    await event('two', '13:00', 'device:tablet');
    await event('three', '14:00', 'device:phone');
    await refuse('login:bert');
    expect(await sessions('device:phone')).toEqual(['device:phone 14:00: 1']);
  });

  it('are made of events that were allowed for statistics alone', async () => {
    const { event, sessions } = shop('allowed');
    await event('one', '10:00', 'device:1', ['ad_measurement']);
    await event('two', '10:10', 'device:1', ['analytics_store']);
    expect(await sessions('device:1')).toEqual(['device:1 10:10: 1']);
  });
});
