import type { TenantRows } from '../domain/data/tenant/tenant-rows.js';
import { readSpec } from '../domain/spec/parse-spec.js';
import { panelOfTenant } from './clickhouse-panel.js';

const MONDAY = 19_786;
const weeks = 110;
const today = new Date((MONDAY + 7 * weeks) * 86_400_000).toISOString().slice(0, 10);
/** A number in [0, 1) without a pattern. */
const scattered = (seed: number) => {
  const x = Math.sin(seed * 12.9898 + 4.1) * 43_758.5453;
  return x - Math.floor(x);
};
const geos = ['BY', 'NW'];
const cells = geos.flatMap((geo, g) =>
  Array.from({ length: 7 * weeks }, (_, t) => ({ geo, at: g * 5_000 + t, day: MONDAY + t })),
);
const rows: TenantRows = {
  outcomes: cells.flatMap(({ geo, at, day }) => [
    { day, geo, outcome: 'orders', value: Math.round(20 + 30 * scattered(at)), currencies: [''] },
    { day, geo, outcome: 'revenue', value: Math.round(20 + 30 * scattered(at)) * 40, currencies: ['EUR'] },
  ]),
  spend: cells.flatMap(({ geo, at, day }) =>
    ['Paid Social', 'Display'].map((channel, c) => ({
      ...{ day, geo, channel, cost: 100 * scattered(at + 0.1 + c / 2), currencies: ['EUR'], clicks: null, reach: null },
      impressions: Math.round(4_000 * scattered(at + 0.1 + c / 2)),
    })),
  ),
  prices: [],
  calendar: cells.filter(({ day }) => (day - MONDAY) % 90 === 5).map(({ geo, day }) => ({ geo, day, kind: 'holiday' })),
};
const spec = {
  data: { date: 'date', geo: 'geo' },
  outcome: { column: 'orders', unit: 'orders', value: { column: 'revenue_per_orders' } },
  paid: [
    { name: 'Social', spend: 'paid_social_spend', exposure: 'paid_social_impressions' },
    { name: 'Display', spend: 'display_spend' },
  ],
  controls: [{ column: 'holiday' }],
};
const refusal = (change: object, given: Partial<TenantRows> = {}): string => {
  try {
    panelOfTenant({ ...rows, ...given }, readSpec({ ...spec, ...change }), today);
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
  return 'nothing was refused';
};

describe('the panel of a tenant', () => {
  const { panel, warnings } = panelOfTenant(rows, readSpec(spec), today);

  it('is by week, with the money of the tenant', () => {
    expect(panel).toMatchObject({ grain: 'week', geos, currency: 'EUR', dates: { length: weeks } });
    expect(warnings).toEqual([]);
  });

  it('adds the days up', () => {
    const week = rows.outcomes.filter(
      ({ geo, outcome, day }) => geo === 'BY' && outcome === 'orders' && day < MONDAY + 7,
    );
    expect(panel.outcome[0]).toBe(week.reduce((sum, { value }) => sum + value, 0));
    expect(panel.valuePerUnit?.[0]).toBeCloseTo(40, 10);
    expect(panel.columns.get('holiday')?.[0]).toBeCloseTo(1 / 7, 12);
  });

  it('is by day where the specification asks for days', () => {
    const daily = readSpec({ ...spec, data: { ...spec.data, grain: 'day' } });
    expect(panelOfTenant(rows, daily, today).panel).toMatchObject({ grain: 'day', dates: { length: 7 * weeks } });
  });

  it('is national where the specification names no geo', () => {
    const national = panelOfTenant(rows, readSpec({ ...spec, data: { date: 'date' } }), today).panel;
    expect(national.geos).toEqual(['national']);
    expect(national.outcome[0]).toBe((panel.outcome[0] ?? 0) + (panel.outcome[weeks] ?? 0));
  });

  it('is by week where the outcome is reported by week, and by nothing shorter', () => {
    const outcomes = rows.outcomes.filter(({ day }) => (day - MONDAY) % 7 === 0);
    const weekly = panelOfTenant({ ...rows, outcomes }, readSpec(spec), today);
    expect(weekly.panel.dates).toEqual(panel.dates);
    expect(weekly.panel.outcome[3]).toBe(rows.outcomes.find(({ day }) => day === MONDAY + 21)?.value);
    expect(weekly.panel.columns.get('display_spend')).toEqual(panel.columns.get('display_spend'));
    expect(weekly.warnings).toEqual([]);
    expect(refusal({ data: { ...spec.data, grain: 'day' } }, { outcomes })).toMatch(/^MMM_GRAIN_WRONG/);
  });

  it('needs no currency where nothing is money', () => {
    const counted = rows.outcomes.filter(({ outcome }) => outcome === 'orders');
    const free = { outcome: { column: 'orders', unit: 'orders' }, paid: [], controls: [] };
    const visits = rows.spend.map((row) => ({ ...row, cost: 0, currencies: [] }));
    const organic = [{ name: 'Social', exposure: 'paid_social_impressions' }];
    const found = panelOfTenant(
      { ...rows, outcomes: counted, spend: visits },
      readSpec({ ...spec, ...free, organic }),
      today,
    );
    expect(found.panel.currency).toBeNull();
  });

  it('is the same for the same rows in another order', () => {
    const turned = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, [...list].reverse()]));
    expect(panelOfTenant({ ...rows, ...turned }, readSpec(spec), today).panel.dataHash).toBe(panel.dataHash);
  });

  it.each<[string, object, Partial<TenantRows>, RegExp]>([
    [
      'a column that there is not',
      { controls: [{ column: 'weather' }] },
      {},
      /^MMM_COLUMN_MISSING: the column weather is missing; there are date, geo, currency, display_impressions/,
    ],
    ['an outcome that there is not', { outcome: { column: 'visits', unit: 'visits' } }, {}, /^MMM_OUTCOME_MISSING/],
    [
      'money of two currencies',
      {},
      { spend: rows.spend.map((row, at) => (at === 50 ? { ...row, currencies: ['USD'] } : row)) },
      /^MMM_CURRENCY_MIXED: row of 2024-03-29 in BY: USD after EUR$/,
    ],
    [
      'negative spend',
      { data: { date: 'date' } },
      { spend: rows.spend.map((row, at) => (at === 50 ? { ...row, cost: -1e6 } : row)) },
      /^MMM_NEGATIVE_MEDIA: row of 2024-03-29, paid_social_spend: -\d/,
    ],
    [
      'a week without an outcome',
      {},
      { outcomes: rows.outcomes.filter(({ geo, day }) => !(geo === 'NW' && day >= MONDAY + 70 && day < MONDAY + 84)) },
      /^MMM_PERIOD_MISSING: NW has no row for 2024-05-13; rows missing in all: 14$/,
    ],
  ])('is refused with %s', (_title, change, given, message) => expect(refusal(change, given)).toMatch(message));
});
