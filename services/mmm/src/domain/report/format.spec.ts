import fc from 'fast-check';
import { createFormat, missing, resolutionOf } from './format.js';

const de = createFormat('de', 'EUR');
const en = createFormat('en', 'EUR');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('format', () => {
  it.each([
    [{ mean: 1.613, low: 0.4122, high: 3.1807 }, 0.1],
    [{ mean: 65_329_312, low: 21_000_000, high: 110_000_000 }, 1e7],
    [{ mean: 0.287, low: 0.253, high: 0.325 }, 0.01],
    [{ mean: 7, low: 7, high: 7 }, 0.01],
    [{ mean: 0, low: 0, high: Number.MIN_VALUE }, 1],
  ])('rounds %j so that five steps or more are inside', (interval, resolution) => {
    expect(resolutionOf(interval)).toBe(resolution);
  });

  it.each([
    [
      'money in millions',
      'money',
      { mean: 65_329_312, low: 41_000_000, high: 81_000_000 },
      '65 Mio. €, 41 bis 81 Mio. €',
      '€65m, €41m to €81m',
    ],
    [
      'money across the million',
      'money',
      { mean: -804_000, low: -1_410_000, high: -212_000 },
      '−0,8 Mio. €, −1,4 bis −0,2 Mio. €',
      '−€0.8m, −€1.4m to −€0.2m',
    ],
    [
      'money below a million',
      'money',
      { mean: 88_400, low: 40_100, high: 141_000 },
      '90.000 €, 40.000 bis 140.000 €',
      '€90,000, €40,000 to €140,000',
    ],
    ['a ratio', 'number', { mean: 1.613, low: 0.4122, high: 3.1807 }, '1,6, 0,4 bis 3,2', '1.6, 0.4 to 3.2'],
    ['a share', 'percent', { mean: 0.2317, low: 0.17, high: 0.29 }, '23 %, 17 bis 29 %', '23%, 17 to 29%'],
    [
      'a share of almost nothing',
      'percent',
      { mean: 0.00012, low: 0.0001, high: 0.00014 },
      '0,0 %, 0,0 bis 0,0 %',
      '0.0%, 0.0 to 0.0%',
    ],
  ] as const)('says %s', (_, measure, interval, german, english) => {
    const said = (format: typeof de, to: string): string => {
      const { point, low, high } = format.interval(format[measure], interval);
      return plain(`${point}, ${low} ${to} ${high}`);
    };
    expect(said(de, 'bis')).toBe(german);
    expect(said(en, 'to')).toBe(english);
  });

  it('says billions, plain counts, dates and months', () => {
    expect(plain(de.fact(de.money, 1_318_699_438))).toBe('1,32 Mrd. €');
    expect(plain(en.fact(en.money, 1_318_699_438))).toBe('€1.32bn');
    expect(plain(de.count(1_234_567))).toBe('1.234.567');
    expect(plain(de.date('2026-03-01'))).toBe('1. März 2026');
    expect(plain(en.date('2026-03-01'))).toBe('1 March 2026');
    expect(en.date('not a date')).toBe('not a date');
    expect(plain(en.month('2026-03-01'))).toBe('Mar 2026');
  });

  it('signs gains only where asked, and never a zero', () => {
    const signed = en.signed(en.money);
    expect([120_000, -120_000, 3].map((value) => signed(value, 1_000))).toEqual(['+€120,000', '−€120,000', '€0']);
  });

  it('marks what is not finite as missing', () => {
    for (const measure of [de.money, de.number, de.percent]) expect(measure(Number.NaN, 1)).toBe(missing);
    expect(de.interval(de.number, { mean: Number.NaN, low: 0, high: 1 }).point).toBe(missing);
    expect(de.digits(Number.POSITIVE_INFINITY, 3)).toBe(missing);
  });

  it('says money without or with a strange currency as a number', () => {
    expect(createFormat('en', null).money(1234, 1)).toBe('1,234');
    expect(plain(createFormat('en', '<b>').money(1234, 1))).toBe('1,234 <b>');
  });

  it('says every finite interval without breaking lines inside a number, the point between its bounds', () => {
    const interval = fc
      .tuple(
        fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
        fc.double({ noNaN: true, min: 0, max: 1e12 }),
        fc.double({ noNaN: true, min: 0, max: 1e12 }),
      )
      .map(([mean, below, above]) => ({ mean, low: mean - below, high: mean + above }));
    fc.assert(
      fc.property(interval, (one) => {
        const { point, low, high } = en.interval(en.number, one);
        for (const text of [point, low, high]) expect(text).toMatch(/^\u2212?[\d,.]+(\u00a0)?(m|bn|tn)?$/);
      }),
    );
  });
});
