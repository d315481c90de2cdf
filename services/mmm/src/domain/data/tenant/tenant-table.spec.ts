import { columnPart } from './column-names.js';
import { priceSeries } from './price-series.js';
import type { PriceRow, TenantRows } from './tenant-rows.js';
import { tenantTable } from './tenant-table.js';

const MONDAY = 19_786;
const EUR = ['EUR'];
const day = (offset: number) => MONDAY + offset;
const outcome = (offset: number, geo: string, orders: number) => [
  { day: day(offset), geo, outcome: 'orders', value: orders, currencies: [''] },
  { day: day(offset), geo, outcome: 'revenue', value: 50 * orders, currencies: EUR },
];
const spend = (offset: number, geo: string, cost: number, change = {}) => ({
  ...{
    day: day(offset),
    geo,
    channel: 'Paid Social',
    cost,
    currencies: EUR,
    impressions: 10 * cost,
    clicks: null,
    reach: 5 * cost,
  },
  ...change,
});
const rows: TenantRows = {
  outcomes: [0, 1, 2, 3].flatMap((offset) => [...outcome(offset, 'BY', 10 + offset), ...outcome(offset, 'NW', 20)]),
  spend: [spend(0, 'BY', 100), spend(2, 'BY', 0), spend(1, 'NW', 300), spend(-5, 'BY', 999)],
  prices: [
    { product: 'lamp', geo: '', from: day(-10), price: 40, listPrice: 0, hasPromotion: false },
    { product: 'lamp', geo: '', from: day(2), price: 30, listPrice: 40, hasPromotion: true },
  ],
  calendar: [
    { day: day(1), geo: 'BY', kind: 'holiday' },
    { day: day(3), geo: 'BY', kind: 'event' },
    { day: day(3), geo: 'NW', kind: 'event' },
  ],
};
const by = (change: Partial<TenantRows> = {}, byGeo = true) =>
  tenantTable({ ...rows, ...change }, { outcome: 'orders', byGeo, before: day(400) });
const column = (name: string, table = by()) => table.rows.map((row) => row.get(name));
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
};

describe('the table of a tenant', () => {
  it('has a row per geo and day with an outcome', () => {
    expect(column('geo')).toEqual(['BY', 'BY', 'BY', 'BY', 'NW', 'NW', 'NW', 'NW']);
    expect(column('date').slice(0, 2)).toEqual(['2024-03-04', '2024-03-05']);
    expect(column('orders')).toEqual([10, 11, 12, 13, 20, 20, 20, 20]);
    expect(column('revenue_per_orders')).toEqual(new Array(8).fill(50));
  });

  it('has a column for all that is reported of a channel, and none for what never is', () => {
    expect(column('paid_social_spend')).toEqual([100, 0, 0, 0, 0, 300, 0, 0]);
    expect(column('paid_social_frequency')).toEqual([2, 0, 0, 0, 0, 2, 0, 0]);
    expect(by().columns).not.toContain('paid_social_clicks');
    expect(by().warnings).toEqual([]);
  });

  it('says where a metric is reported only sometimes', () => {
    const table = by({ spend: [...rows.spend, spend(3, 'NW', 10, { impressions: null })] });
    expect(table.warnings.map(({ code }) => code)).toEqual(['METRIC_NOT_REPORTED']);
  });

  it('has prices against their mean, and what is reduced', () => {
    const mean = (40 + 40 + 30 + 30) / 4;
    expect(column('price_index').slice(0, 4)).toEqual([40, 40, 30, 30].map((price) => price / mean));
    expect(column('promotion_share').slice(0, 4)).toEqual([0, 0, 1, 1]);
    expect(column('discount').slice(0, 4)).toEqual([0, 0, 0.25, 0.25]);
  });

  it('has special days of each geo', () => {
    expect(column('holiday')).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
    expect(column('event')).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('of all geos together adds up, and shares special days', () => {
    const national = by({}, false);
    expect(column('geo', national)).toEqual(new Array(4).fill('national'));
    expect(column('orders', national)).toEqual([30, 31, 32, 33]);
    expect(column('paid_social_spend', national)).toEqual([100, 300, 0, 0]);
    expect(column('holiday', national)).toEqual([0, 0.5, 0, 0].map((share, at) => (at === 1 ? 0.5 : share)));
  });

  it('counts a day without outcome as 0 where the geo reports before and after, and leaves a long pause out', () => {
    const some = rows.outcomes.filter(({ day: at, geo }) => !(geo === 'NW' && at === day(2)));
    const table = by({ outcomes: some });
    expect(column('orders', table)).toEqual([10, 11, 12, 13, 20, 20, 0, 20]);
    expect(table.warnings.map(({ code }) => code)).toEqual(['OUTCOME_DAYS_MISSING']);
    const ended = rows.outcomes.filter(({ day: at, geo }) => geo === 'BY' || at <= day(1));
    expect(column('orders', by({ outcomes: ended }))).toEqual([10, 11, 12, 13, 20, 20]);
  });

  it('knows nothing of a pause of a week, and takes one of six days for days without sales', () => {
    const reported = (...offsets: number[]) =>
      by({ spend: [], outcomes: offsets.flatMap((offset) => outcome(offset, 'BY', 5)) });
    expect(column('orders', reported(0, 1, 8, 9))).toEqual([5, 5, 0, 0, 0, 0, 0, 0, 5, 5]);
    expect(column('date', reported(0, 1, 9, 10))).toEqual(['2024-03-04', '2024-03-05', '2024-03-13', '2024-03-14']);
  });

  describe('of an outcome that is reported once a week', () => {
    const weekly = (first: number, before = day(400)) =>
      tenantTable(
        {
          ...rows,
          outcomes: [0, 7, 14].flatMap((offset) => outcome(first + offset, 'BY', 70)),
          spend: rows.spend.filter(({ geo }) => geo === 'BY'),
        },
        { outcome: 'orders', byGeo: true, before },
      );

    it('has all days of each week, its sum on the first, and nothing to complain of', () => {
      const table = weekly(0);
      expect([table.reportedBy, table.rows.length, table.warnings]).toEqual(['week', 21, []]);
      expect(column('orders', table).slice(0, 9)).toEqual([70, 0, 0, 0, 0, 0, 0, 70, 0]);
      expect(column('paid_social_spend', table).slice(0, 3)).toEqual([100, 0, 0]);
    });

    it('ends before today', () => expect(weekly(0, day(16)).rows).toHaveLength(16));

    it('is refused where its weeks are not those of the calendar', () => {
      expect(refusal(() => weekly(-1))).toBe(
        'orders is reported once a week, dated 2024-03-03, a Sunday; days of spend become weeks from Monday to Sunday',
      );
    });
  });

  it('has the usual currency, and the other one on the day and in the geo where it occurs', () => {
    expect(new Set(column('currency'))).toEqual(new Set(['EUR']));
    const mixed = by({ spend: [...rows.spend, spend(3, 'NW', 10, { currencies: ['USD'] })] });
    expect(column('currency', mixed)).toEqual([...new Array(7).fill('EUR'), 'USD']);
  });

  it('leaves out tracked outcomes without a geo where others have one', () => {
    const table = by({ outcomes: [...rows.outcomes, ...outcome(4, 'all', 9)] });
    expect(table.warnings.map(({ code }) => code)).toContain('OUTCOMES_WITHOUT_GEO');
  });

  it.each<[string, () => unknown, string]>([
    [
      'an outcome that is not there',
      () => tenantTable(rows, { outcome: 'visits', byGeo: true, before: day(4) }),
      'there is no outcome visits between 2024-03-04 and 2024-03-07; there are orders, revenue',
    ],
    [
      'nothing',
      () => by({ outcomes: [] }),
      'there is no outcome orders between the beginning and today; there are none',
    ],
    [
      'spend of another geo',
      () => by({ spend: [spend(0, 'HE', 1)] }),
      'spend of Paid Social names the geo HE, and the outcome has BY, NW',
    ],
    [
      'two channels of one name',
      () => by({ spend: [spend(0, 'BY', 1), spend(0, 'BY', 1, { channel: 'paid-social' })] }),
      'the channels Paid Social and paid-social give the same column paid_social',
    ],
  ])('refuses %s', (_title, work, message) => expect(refusal(work)).toBe(message));
});

describe('names of columns', () => {
  it.each([
    ['Paid Search Generic', 'paid_search_generic'],
    ['E-Mail', 'e_mail'],
    ['Außenwerbung (OOH)', 'außenwerbung_ooh'],
    ['Café', 'cafe'],
  ])('%s is %s', (name, expected) => expect(columnPart(name)).toBe(expected));
});

describe('prices', () => {
  const price = (product: string, geo: string, from: number, amount: number): PriceRow => ({
    product,
    geo,
    from,
    price: amount,
    listPrice: 0,
    hasPromotion: false,
  });
  const index = (rowsOf: readonly PriceRow[], geo = '') =>
    priceSeries(rowsOf, geo, 0, 4).map((one) => one?.index ?? null);

  it('begin when the first product has one', () => expect(index([price('a', '', 2, 10)])).toEqual([null, null, 1, 1]));

  it('do not change with a product of another price level that comes later', () => {
    expect(index([price('a', '', 0, 10), price('b', '', 2, 500)])).toEqual([1, 1, 1, 1]);
  });

  it('of a geo stand before those of everywhere', () => {
    const both = [price('a', '', 0, 10), price('a', 'BY', 0, 10), price('a', 'BY', 2, 30)];
    expect(index(both, 'BY')).toEqual([0.5, 0.5, 1.5, 1.5]);
    expect(index(both, 'NW')).toEqual([1, 1, 1, 1]);
  });
});
