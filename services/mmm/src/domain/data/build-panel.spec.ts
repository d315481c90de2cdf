import fc from 'fast-check';
import { columns, observe, type TableRow, TODAY, table, withColumn, withRow } from '../../testing/table.js';
import { buildPanel } from './build-panel.js';
import { parseNumber } from './cell.js';
import { isoDay, parseDay, weekdayOf } from './day.js';

const build = (rows: readonly TableRow[], spec = columns, today = TODAY) =>
  buildPanel(observe(rows, spec), spec, today);

describe('the panel of weekly data', () => {
  const { panel, warnings } = build(table());

  it('holds geo after geo, within each period after period', () => {
    expect(panel).toMatchObject({ grain: 'week', geos: ['BY', 'NW'], currency: null });
    expect(panel.dates).toHaveLength(120);
    expect(panel.population).toEqual(Float64Array.of(1_000_000, 2_000_000));
    expect([...panel.outcome]).toEqual(table().map(({ orders }) => orders));
    expect([...(panel.columns.get('tv_spend') ?? [])]).toEqual(table().map(({ tv_spend }) => tv_spend));
  });

  it('keeps what it has a place for out of the further columns', () => {
    expect([...panel.columns.keys()].sort()).toEqual(
      ['mails', 'price', 'rain', 'search_clicks', 'search_spend', 'tv_contacts', 'tv_spend'].sort(),
    );
  });

  it('finds nothing to warn about in sound data', () => expect(warnings).toEqual([]));

  it('has the same hash for every order of rows, and another for other data', () => {
    const rows = table({ periods: 12 });
    const { dataHash } = build(rows).panel;
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(build(shuffled).panel.dataHash).toBe(dataHash);
      }),
      { numRuns: 20 },
    );
    expect(build(withRow(rows, 5, { orders: 1 })).panel.dataHash).not.toBe(dataHash);
    expect(build(withColumn(rows, 'geo', ({ geo }) => `${geo}2`)).panel.dataHash).not.toBe(dataHash);
    expect(build(rows, { ...columns, currency: 'EUR' }).panel.dataHash).not.toBe(dataHash);
  });
});

describe('daily data', () => {
  // 2024-03-01 is a Friday: three days before the first Monday.
  const rows = table({ periods: 150, days: 1 });

  it('stay daily where nothing else is asked', () => {
    expect(build(rows).panel).toMatchObject({ grain: 'day', dates: { length: 150 } });
  });

  const { panel, warnings } = build(rows, { ...columns, grain: 'week' });
  const firstWeek = rows.slice(3, 10);
  const total = (name: string) => firstWeek.reduce((sum, row) => sum + Number(row[name]), 0);

  it('become whole weeks from Monday', () => {
    expect(panel.grain).toBe('week');
    expect(panel.dates.slice(0, 2)).toEqual(['2024-03-04', '2024-03-11']);
    expect(panel.dates).toHaveLength(21);
    expect(warnings.map(({ code }) => code)).toContain('PARTIAL_WEEKS_LEFT_OUT');
  });

  it('add media and outcomes up', () => {
    expect(panel.outcome[0]).toBe(total('orders'));
    expect(panel.columns.get('tv_contacts')?.[0]).toBe(total('tv_contacts'));
  });

  it('average what does not add up, the value per unit by what was sold', () => {
    expect(panel.columns.get('rain')?.[0]).toBeCloseTo(total('rain') / 7, 12);
    const value = firstWeek.reduce((sum, row) => sum + Number(row.value) * Number(row.orders), 0) / total('orders');
    expect(panel.valuePerUnit?.[0]).toBeCloseTo(value, 12);
  });
});

describe('what is noticed', () => {
  const codes = (rows: readonly TableRow[], spec = columns, today = TODAY) =>
    build(rows, spec, today).warnings.map(({ code }) => code);
  const rows = table();

  it.each<[string, readonly TableRow[], string]>([
    ['a short history', table({ periods: 60 }), 'SHORT_HISTORY'],
    ['spend without media', withRow(rows, 3, { tv_contacts: 0 }), 'SPEND_WITHOUT_MEDIA'],
    ['media without spend', withRow(rows, 3, { tv_spend: 0 }), 'MEDIA_WITHOUT_SPEND'],
    ['little variation', withColumn(rows, 'mails', ({ mails }) => 90_000 + Number(mails)), 'LITTLE_VARIATION'],
    [
      'few active periods',
      withColumn(rows, 'mails', ({ mails }, at) => (at % 120 < 9 ? mails : 0)),
      'FEW_ACTIVE_PERIODS',
    ],
    ['an outlier', withRow(rows, 3, { search_clicks: 9e6 }), 'OUTLIER'],
    [
      'cost that jumps',
      withColumn(rows, 'tv_spend', ({ tv_spend }, at) => Number(tv_spend) * (at % 120 === 7 ? 500 : 1)),
      'COST_JUMPS',
    ],
    ['negative outcomes', withRow(rows, 3, { orders: -2 }), 'NEGATIVE_OUTCOMES'],
    [
      'similar columns',
      withColumn(rows, 'mails', ({ tv_contacts, mails }) => Number(tv_contacts) + Number(mails) / 2),
      'COLUMNS_SIMILAR',
    ],
    [
      'a column that follows from others',
      withColumn(
        rows,
        'mails',
        ({ tv_contacts, search_clicks, mails }) => Number(tv_contacts) + 45 * Number(search_clicks) + Number(mails),
      ),
      'COLUMN_DEPENDENT',
    ],
    [
      'geos that differ in writing',
      withColumn(rows, 'geo', ({ geo }) => (geo === 'BY' ? 'Neu Ulm' : 'neu-ulm')),
      'GEOS_SIMILAR',
    ],
  ])('%s', (_title, given, code) => expect(codes(given)).toContain(code));

  it('few periods per parameter', () => {
    expect(codes(rows, { ...columns, parameters: 30 })).toEqual(['FEW_PERIODS_PER_PARAMETER']);
    expect(codes(rows, { ...columns, parameters: 24 })).toEqual([]);
  });

  it('a period that is not over', () => {
    const last = String(rows.at(-1)?.date);
    expect(codes(rows, columns, last)).toEqual(['PERIOD_NOT_OVER']);
    expect(codes(rows, columns, isoDay((parseDay(last) ?? 0) + 7))).toEqual([]);
  });

  it('says row, amount and remedy', () => {
    const [warning] = build(withRow(rows, 3, { tv_contacts: 0 })).warnings;
    const share = (100 * Number(rows[3]?.tv_spend)) / rows.reduce((sum, { tv_spend }) => sum + Number(tv_spend), 0);
    expect(warning?.text).toBe(
      `TV: 1 rows have spend and no media, row 5 first; ${share.toFixed(1)} % of the spend; ` +
        'check whether spend is booked in the period in which the media ran',
    );
  });
});

describe('cells', () => {
  it.each<[string | number | null, number | string]>([
    [' 12.5 ', 12.5],
    ['.5', 0.5],
    ['1e+05', 100_000],
    [7, 7],
    ['1e999', 'invalid'],
    ['0x10', 'invalid'],
    ['12 €', 'invalid'],
    ['Infinity', 'invalid'],
    ['', 'empty'],
    [null, 'empty'],
  ])('%p is %p', (cell, expected) => expect(parseNumber(cell)).toEqual(expected));

  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-23T00:00:00Z', '2026-11-23'],
    ['2026-11-23 00:00:00', '2026-11-23'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['2026-11-23T12:00:00Z', null],
    ['23.11.2026', null],
    ['2026-11-23x', null],
  ])('the day of %s is %s', (text, expected) => {
    const day = parseDay(text);
    expect(day === null ? null : isoDay(day)).toBe(expected);
  });

  it('knows the weekday of a day', () => {
    expect([parseDay('2026-11-23'), parseDay('1969-12-28')].map((day) => weekdayOf(day ?? 0))).toEqual([0, 6]);
  });
});
