import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { deterministicId } from '@stellwerk/contracts';
import { standardStores } from '@stellwerk/local';
import { readClickHousePanel, readSpec } from '@stellwerk/mmm';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const DAY_MS = 86_400_000;
const WEEKS = 110;
const DAYS = 7 * WEEKS;
/** A Monday; the data end on the Sunday before today. */
const FIRST = Date.UTC(2024, 0, 1);
const dayAt = (index: number) => new Date(FIRST + index * DAY_MS).toISOString().slice(0, 10);
const TODAY = dayAt(DAYS);
const GEOS = ['BY', 'NW'];
const CAMPAIGNS = ['brand', 'generic'];
const sink = { _topic: 'test', _partition: 0, _offset: 0 };

/** A whole number in [0, limit) without a pattern. */
const scattered = (seed: number, limit: number) => {
  const x = Math.sin(seed * 12.9898 + 4.1) * 43_758.5453;
  return Math.floor((x - Math.floor(x)) * limit);
};

/** What one shop sold and spent; another seed is another shop. */
class Shop {
  constructor(
    readonly tenant: string,
    private readonly seed: number,
    readonly currency = 'EUR',
  ) {}

  orders = (geo: number, day: number) => 20 + scattered(this.seed + 10_000 * geo + day, 30);
  cost = (geo: number, campaign: number, day: number) =>
    1 + scattered(this.seed + 10_000 * geo + 3 * day + campaign, 30) ** 2;
  /** 10 % less in the second half of the data. */
  price = (day: number) => (day < DAYS / 2 ? 50 : 45);
  isHoliday = (day: number) => day % 90 === 5;

  outcomeRows() {
    return this.#cells((geo, day) => [
      this.outcome(geo, day, 'orders', this.orders(geo, day)),
      this.outcome(geo, day, 'revenue', 40 * this.orders(geo, day)),
    ]);
  }

  outcome(geo: number, day: number, outcome: string, value: number, revision = 1) {
    const currency = outcome === 'revenue' ? this.currency : '';
    return { ...sink, tenant: this.tenant, day: dayAt(day), geo: GEOS[geo], outcome, value, currency, revision };
  }

  spendRows() {
    return this.#cells((geo, day) => CAMPAIGNS.map((_, campaign) => this.spend(geo, campaign, day)));
  }

  spend(geo: number, campaign: number, day: number, change: object = {}) {
    const cost = this.cost(geo, campaign, day);
    return {
      ...sink,
      ...{
        tenant: this.tenant,
        day: dayAt(day),
        channel: 'Paid Social',
        campaign: CAMPAIGNS[campaign],
        geo: GEOS[geo],
      },
      ...{ cost, currency: this.currency, impressions: 100 * cost, revision: 1 },
      ...change,
    };
  }

  priceRows() {
    return [0, DAYS / 2].map((day) => ({
      ...sink,
      ...{ tenant: this.tenant, product_id: 'lamp', geo: '', valid_from: dayAt(day), currency: this.currency },
      ...{ price: this.price(day), list_price: day === 0 ? null : 50, promotion: '' },
    }));
  }

  calendarRows() {
    return this.#cells((geo, day) =>
      this.isHoliday(day)
        ? [{ ...sink, tenant: this.tenant, day: dayAt(day), geo: GEOS[geo], kind: 'holiday', name: 'fair' }]
        : [],
    );
  }

  #cells<Row>(rows: (geo: number, day: number) => Row[]): Row[] {
    return GEOS.flatMap((_, geo) => Array.from({ length: DAYS }, (__, day) => rows(geo, day)).flat());
  }
}

const spec = (data: object = {}) => ({
  data: { date: 'date', geo: 'geo', ...data },
  outcome: { column: 'orders', unit: 'orders', value: { column: 'revenue_per_orders' } },
  paid: [{ name: 'Social', spend: 'paid_social_spend', exposure: 'paid_social_impressions' }],
  controls: [{ column: 'holiday' }],
  price: [{ column: 'price_index' }],
});

const [near, far] = [new Shop('near', 1), new Shop('far', 777, 'USD')];
let clickhouse: TestClickHouse;
/** With the rights of the service, and no others. */
let client: ClickHouseClient;

async function store(shop: Shop, outcomes: readonly object[] = shop.outcomeRows()): Promise<void> {
  const insert = (table: string, values: readonly object[]) =>
    clickhouse.client.insert({ table, values: [...values], format: 'JSONEachRow' });
  await insert('curated.reported_outcomes', outcomes);
  await insert('curated.spend', shop.spendRows());
  await insert('curated.prices', shop.priceRows());
  await insert('curated.calendar', shop.calendarRows());
}

beforeAll(async () => {
  clickhouse = await startClickHouse(await standardStores());
  const { url } = clickhouse.stack.clickhouse;
  client = createClickHouse({ url, user: 'mmm', password: clickhouse.stack.rolePasswords.mmm ?? '' });
  await store(near);
  await store(far);
}, 120_000);
afterAll(async () => {
  await client?.close();
  await clickhouse?.stop();
}, 60_000);

const panelOf = (tenant: string, given: object = spec()) =>
  readClickHousePanel(client, { tenant, spec: readSpec(given), today: TODAY });
const sumOver = (days: readonly number[], value: (day: number) => number) =>
  days.reduce((sum, day) => sum + value(day), 0);
const weekOf = (week: number) => Array.from({ length: 7 }, (_, day) => 7 * week + day);
/** Cells of a panel, geo after geo. */
const expected = (periods: readonly (readonly number[])[], value: (geo: number, day: number) => number) =>
  GEOS.flatMap((_, geo) => periods.map((days) => sumOver(days, (day) => value(geo, day))));
const weeks = Array.from({ length: WEEKS }, (_, week) => weekOf(week));
const days = Array.from({ length: DAYS }, (_, day) => [day]);

describe('the panel of a media mix from the curated views', () => {
  it.each<[currency: string, shop: Shop]>([
    ['EUR', near],
    ['USD', far],
  ])('has the weeks of its tenant alone, in its currency: %s', async (currency, shop) => {
    const { panel, warnings } = await panelOf(shop.tenant);
    expect(panel).toMatchObject({ grain: 'week', geos: GEOS, currency });
    expect(panel.dates).toEqual(weeks.map(([first = 0]) => dayAt(first)));
    expect([...panel.outcome]).toEqual(expected(weeks, shop.orders));
    const cost = (geo: number, day: number) => shop.cost(geo, 0, day) + shop.cost(geo, 1, day);
    expect([...(panel.columns.get('paid_social_spend') ?? [])]).toEqual(expected(weeks, cost));
    expect([...(panel.columns.get('paid_social_impressions') ?? [])]).toEqual(
      expected(weeks, (geo, day) => 100 * cost(geo, day)),
    );
    for (const value of panel.valuePerUnit ?? []) expect(value).toBeCloseTo(40, 10);
    const holidays = expected(weeks, (_geo, day) => (shop.isHoliday(day) ? 1 / 7 : 0));
    for (const [cell, share] of (panel.columns.get('holiday') ?? []).entries())
      expect(share).toBeCloseTo(holidays[cell] ?? 0, 12);
    const prices = panel.columns.get('price_index') ?? new Float64Array();
    expect((prices[WEEKS - 1] ?? 0) / (prices[0] ?? 0)).toBeCloseTo(0.9, 12);
    expect(warnings).toEqual([]);
  });

  it('has days where the specification asks for them', async () => {
    const { panel } = await panelOf(near.tenant, spec({ grain: 'day' }));
    expect(panel).toMatchObject({ grain: 'day', dates: days.map(([day = 0]) => dayAt(day)) });
    expect([...panel.outcome]).toEqual(expected(days, near.orders));
    expect([...(panel.columns.get('holiday') ?? [])]).toEqual(
      expected(days, (_geo, day) => Number(near.isHoliday(day))),
    );
  });

  it('is national where the specification names no geo', async () => {
    const { panel } = await panelOf(near.tenant, { ...spec(), data: { date: 'date' } });
    const [here = [], there = []] = [0, 1].map((geo) =>
      weeks.map((week) => sumOver(week, (day) => near.orders(geo, day))),
    );
    expect(panel.geos).toEqual(['national']);
    expect([...panel.outcome]).toEqual(here.map((orders, week) => orders + (there[week] ?? 0)));
  });

  it('is the same when it is read again, and follows a correction', async () => {
    const shop = new Shop('corrected', 31);
    await store(shop);
    const before = await panelOf(shop.tenant);
    expect((await panelOf(shop.tenant)).panel.dataHash).toBe(before.panel.dataHash);
    const correction = shop.spend(0, 1, 3, { cost: 1_000, revision: 2 });
    await clickhouse.client.insert({ table: 'curated.spend', values: [correction], format: 'JSONEachRow' });
    const { panel } = await panelOf(shop.tenant);
    const moved = 1_000 - shop.cost(0, 1, 3);
    const spend = (of: typeof panel) => of.columns.get('paid_social_spend')?.[0] ?? 0;
    expect(spend(panel) - spend(before.panel)).toBe(moved);
    expect(panel.dataHash).not.toBe(before.panel.dataHash);
  });

  it('does not have the day that is not over', async () => {
    const shop = new Shop('open', 57);
    const today = [0, 1].map((geo) => shop.outcome(geo, DAYS, 'orders', 3));
    await store(shop, [...shop.outcomeRows(), ...today]);
    expect((await panelOf(shop.tenant, spec({ grain: 'day' }))).panel.dates.at(-1)).toBe(dayAt(DAYS - 1));
  });

  it('takes an outcome that is reported once a week as the sum of that week', async () => {
    const shop = new Shop('by-week', 91);
    const weekly = weeks.flatMap((week) =>
      [0, 1].flatMap((geo) => {
        const orders = sumOver(week, (day) => shop.orders(geo, day));
        const monday = week[0] ?? 0;
        return [shop.outcome(geo, monday, 'orders', orders), shop.outcome(geo, monday, 'revenue', 40 * orders)];
      }),
    );
    await store(shop, weekly);
    const { panel, warnings } = await panelOf(shop.tenant);
    expect([...panel.outcome]).toEqual(expected(weeks, shop.orders));
    expect(panel.valuePerUnit?.[WEEKS]).toBeCloseTo(40, 10);
    expect(warnings).toEqual([]);
    await expect(panelOf(shop.tenant, spec({ grain: 'day' }))).rejects.toMatchObject({ code: 'MMM_GRAIN_WRONG' });
  });

  it('counts orders that were tracked where none were reported, in the days of the tenant', async () => {
    const values = days.flatMap(([day = 0]) =>
      Array.from({ length: 1 + scattered(day, 4) }, (_, order) => ({
        ...{ ...sink, tenant: 'tracked', person_key: 'device:1', value: '25', currency: 'EUR' },
        event_id: deterministicId('order', day, order),
        event_time: `${dayAt(day)} 12:00:0${order}.000`,
      })),
    );
    await clickhouse.client.insert({ table: 'curated.conversions', values, format: 'JSONEachRow' });
    const shop = new Shop('tracked', 5);
    await clickhouse.client.insert({ table: 'curated.spend', values: shop.spendRows(), format: 'JSONEachRow' });
    const { panel } = await panelOf('tracked', { ...spec(), data: { date: 'date' }, controls: [], price: [] });
    expect([...panel.outcome]).toEqual(weeks.map((week) => sumOver(week, (day) => 1 + scattered(day, 4))));
    expect(panel.valuePerUnit?.[0]).toBeCloseTo(25, 10);
  });

  it.each<[title: string, store: (shop: Shop) => Promise<unknown>, message: string]>([
    [
      'a missing week',
      (shop) =>
        store(
          shop,
          shop.outcomeRows().filter(({ day, geo }) => geo !== 'NW' || day < dayAt(70) || day >= dayAt(77)),
        ),
      'NW has no row for 2024-03-11; rows missing in all: 7',
    ],
    [
      'money of two currencies',
      async (shop) => {
        await store(shop);
        const values = [shop.spend(1, 0, 40, { currency: 'CHF', revision: 2 })];
        await clickhouse.client.insert({ table: 'curated.spend', values, format: 'JSONEachRow' });
      },
      'row of 2024-02-10 in NW: CHF after EUR',
    ],
    [
      'spend of a geo without outcomes',
      async (shop) => {
        await store(shop);
        const values = [shop.spend(1, 0, 40, { geo: 'HE' })];
        await clickhouse.client.insert({ table: 'curated.spend', values, format: 'JSONEachRow' });
      },
      'spend of Paid Social names the geo HE, and the outcome has BY, NW',
    ],
    ['nothing', () => Promise.resolve(), 'there is no outcome orders between the beginning and today; there are none'],
  ])('is refused with %s', async (title, prepare, message) => {
    const shop = new Shop(deterministicId('tenant', title), 13);
    await prepare(shop);
    await expect(panelOf(shop.tenant)).rejects.toMatchObject({ message });
  });
});
