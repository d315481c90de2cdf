import { analyseTenant, parseSpec, readClickHousePaths } from '@stellwerk/attribution';
import { defaultPerson, deterministicId, type Purpose, purposes } from '@stellwerk/contracts';
import { standardStores } from '@stellwerk/local';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const sink = { _topic: 'test', _partition: 0, _offset: 0 };
const CUT_OFF = '2026-06-01T00:00:00.000Z';

let clickhouse: TestClickHouse;
let offset = 0;
beforeAll(async () => {
  clickhouse = await startClickHouse(await standardStores());
});
afterAll(() => clickhouse?.stop());

const insert = (table: string, row: object) =>
  clickhouse.client.insert({ table, values: [{ ...sink, ...row }], format: 'JSONEachRow' });

/** Writes a tenant's events, statements and links. The first key of an event orders it. */
function shop(tenant: string) {
  const event = (name: string, hour: number, keys: readonly string[], allowed: readonly Purpose[]) => ({
    tenant,
    person_key: keys[0],
    person: defaultPerson(tenant, keys[0] ?? ''),
    keys,
    event_time: `2026-01-31 ${String(hour).padStart(2, '0')}:00:00.000`,
    event_id: deterministicId('event', tenant, name, hour),
    purposes: allowed,
  });
  return {
    view: (channel: string, hour: number, keys: readonly string[], allowed: readonly Purpose[] = purposes) =>
      insert('curated.touches', { ...event(channel, hour, keys, allowed), channel }),
    order: (value: string, hour: number, keys: readonly string[], allowed: readonly Purpose[] = purposes) =>
      insert('curated.conversions', { ...event(value, hour, keys, allowed), value, currency: 'EUR' }),
    /** What a key allows from now on. */
    state: (key: string, ...allowed: Purpose[]) =>
      insert('curated.consent', {
        tenant,
        person_key: key,
        person: defaultPerson(tenant, key),
        changed_at: `2026-02-01 00:00:00.${String(offset).padStart(3, '0')}`,
        change_id: deterministicId('change', offset),
        purposes: allowed,
        _offset: offset++,
      }),
    /** Keys stand for the person of another key from these hours on, the first from the beginning. */
    link: (key: string, version: number, ...slices: readonly (readonly [hour: number, person: string])[]) =>
      insert('curated.identity', {
        tenant,
        person_key: key,
        person: defaultPerson(tenant, slices.at(-1)?.[1] ?? ''),
        graph_version: version,
        slice_starts: slices.map(([hour]) =>
          hour === 0 ? '1970-01-01 00:00:00.000' : `2026-01-31 ${String(hour).padStart(2, '0')}:00:00.000`,
        ),
        slice_persons: slices.map(([, person]) => defaultPerson(tenant, person)),
      }),
    paths: async (purpose: Purpose = 'ad_measurement') => {
      const query = { tenant, purpose, by: 'channel' as const, lookBackDays: 30, to: CUT_OFF, withTimes: false };
      const { journeys, withheld } = await readClickHousePaths(clickhouse.client, query);
      const paths = journeys.paths.map(({ touches, conversions, nulls }) => {
        const path = touches.map(({ channel }) => channel).join(' > ');
        return `${path}: ${conversions} of ${conversions + nulls}`;
      });
      return [...paths, `withheld: ${withheld}`];
    },
  };
}

describe('journeys for a purpose', () => {
  it('hold only views and orders that were allowed for it', async () => {
    const { view, order, paths } = shop('granted');
    await view('Email', 1, ['device:1'], ['analytics_store']);
    await view('Search', 3, ['device:1']);
    await order('10', 4, ['device:1']);
    await view('Social', 6, ['device:1']);
    await order('20', 7, ['device:1'], ['analytics_store']);
    await view('Display', 9, ['device:2'], []);
    await order('30', 10, ['device:2'], []);
    expect(await paths()).toEqual(['Search: 1 of 1', 'Social: 0 of 1', 'withheld: 2']);
    expect(await paths('analytics_store')).toEqual(['Email > Search: 1 of 1', 'Social: 1 of 1', 'withheld: 1']);
    expect(await paths('ad_profile')).toEqual(['Search: 1 of 1', 'Social: 0 of 1', 'withheld: 2']);
  });

  it('hold nothing of a person who has refused it since, and all of it once it is allowed again', async () => {
    const { view, order, state, paths } = shop('refused');
    await view('Email', 1, ['device:1']);
    await order('10', 2, ['device:1']);
    await view('Search', 1, ['device:2']);
    await order('20', 2, ['device:2']);
    const all = ['Email: 1 of 1', 'Search: 1 of 1', 'withheld: 0'];
    expect(await paths()).toEqual(all);
    await state('device:1', 'analytics_store');
    expect(await paths()).toEqual(['Search: 1 of 1', 'withheld: 1']);
    expect(await paths('analytics_store')).toEqual(all);
    await state('device:1', ...purposes);
    expect(await paths()).toEqual(all);
  });

  it('know a refusal under another key of the person', async () => {
    const { view, order, state, link, paths } = shop('linked');
    await link('device:phone', 1, [0, 'login:anna']);
    await link('device:laptop', 2, [0, 'login:anna']);
    await view('Email', 1, ['device:phone']);
    await order('10', 2, ['device:laptop']);
    await view('Search', 1, ['device:other']);
    await state('login:anna', 'analytics_store');
    expect(await paths()).toEqual(['Search: 0 of 1', 'withheld: 1']);
    await state('login:anna', ...purposes);
    expect(await paths()).toEqual(['Search: 0 of 1', 'Email: 1 of 1', 'withheld: 0'].sort());
    await state('device:phone', 'analytics_store');
    expect(await paths()).toEqual(['Search: 0 of 1', 'withheld: 1']);
  });

  it('know a refusal under a key of the event that nothing links to the device', async () => {
    const { view, order, state, paths } = shop('kiosk');
    await view('Email', 1, ['device:kiosk', 'login:anna']);
    await order('10', 2, ['device:kiosk', 'login:anna']);
    await view('Search', 4, ['device:kiosk']);
    await state('login:anna');
    expect(await paths()).toEqual(['Search: 0 of 1', 'withheld: 1']);
  });

  it('leave out who refused on a shared device at the times at which it stood for them, and no one else', async () => {
    const { view, state, link, order, paths } = shop('shared');
    await link('device:tablet', 1, [0, 'login:anna'], [5, 'login:bert']);
    await view('Email', 1, ['device:tablet']);
    await view('Search', 6, ['device:tablet']);
    await order('10', 8, ['device:tablet']);
    await state('login:anna', 'analytics_store');
    expect(await paths()).toEqual(['Search: 1 of 1', 'withheld: 0']);
  });

  it('ask nobody of another tenant', async () => {
    const [one, other] = [shop('neighbour'), shop('asked')];
    await one.state('device:1');
    await other.view('Email', 1, ['device:1']);
    expect(await other.paths()).toEqual(['Email: 0 of 1', 'withheld: 0']);
  });

  it('say in an analysis how many orders they miss, and refuse one that misses all', async () => {
    const query = { lookBackDays: 30, to: CUT_OFF, purpose: 'ad_measurement' as const };
    const spec = parseSpec({ model: 'linear' });
    const { warnings } = await analyseTenant(clickhouse.client, { query: { ...query, tenant: 'granted' }, spec });
    expect(warnings).toContain('2 conversions are left out: their persons do not allow ad_measurement');
    await expect(
      analyseTenant(clickhouse.client, { query: { ...query, tenant: 'kiosk' }, spec }),
    ).rejects.toMatchObject({ code: 'ATT_PURPOSE_REFUSED', details: { purpose: 'ad_measurement', conversions: 1 } });
  });
});
