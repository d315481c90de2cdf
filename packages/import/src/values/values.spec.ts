import fc from 'fast-check';
import { CellProblem } from '../problem.js';
import { dateReader } from './date.js';
import { exactNumber, numberReader } from './number.js';
import { timeZone } from './time-zone.js';

/** What comes out, or the name of the problem. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof CellProblem) return error.reason;
    throw error;
  }
}

describe('numbers', () => {
  it.each<['plain' | 'german' | 'english', string, string]>([
    ['plain', '1234.50', '1234.5'],
    ['plain', '-0.00', '0'],
    ['plain', '007', '7'],
    ['plain', '+5', '5'],
    ['plain', '1,5', 'NUMBER_INVALID'],
    ['plain', '1e3', 'NUMBER_INVALID'],
    ['plain', '', 'NUMBER_INVALID'],
    ['plain', '--1', 'NUMBER_INVALID'],
    ['plain', '-1-', 'NUMBER_INVALID'],
    ['plain', '0.1234567890123', 'NUMBER_INVALID'],
    ['plain', '0.1234567890120', '0.123456789012'],
    ['plain', `1${'0'.repeat(26)}`, 'NUMBER_INVALID'],
    ['german', '1.234,56', '1234.56'],
    ['german', '1234,56', '1234.56'],
    ['german', '1.234.567', '1234567'],
    ['german', '12,50-', '-12.5'],
    ['german', '\u221212,5', '-12.5'],
    ['german', '1.5', 'NUMBER_INVALID'],
    ['german', '1.2345', 'NUMBER_INVALID'],
    ['german', '12.34,5', 'NUMBER_INVALID'],
    ['english', '1,234.56', '1234.56'],
    ['english', '1,23', 'NUMBER_INVALID'],
    ['english', '=1+1', 'NUMBER_INVALID'],
  ])('%s: %j is %s', (format, text, expected) => {
    expect(outcome(() => numberReader(format)(text))).toBe(expected);
  });

  it.each([
    [{ decimal: '.', group: "'" }, "1'234.5", '1234.5'],
    [{ decimal: ',', group: ' ' }, '1 234,5', '1234.5'],
    [{ decimal: ',' }, '1.234', 'NUMBER_INVALID'],
  ])('%j: %j is %s', (format, text, expected) => {
    expect(outcome(() => numberReader(format)(text))).toBe(expected);
  });

  it('come back from every way of writing them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat(99), (whole, cents) => {
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, '.');
        const expected = numberReader('plain')(`${whole}.${String(cents).padStart(2, '0')}`);
        expect(numberReader('german')(`${grouped},${String(cents).padStart(2, '0')}`)).toBe(expected);
      }),
    );
  });

  it.each<[number, string]>([
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [12, '12'],
    [1e21, 'NUMBER_UNSAFE'],
    [2 ** 53, 'NUMBER_UNSAFE'],
    [1e-13, 'NUMBER_INVALID'],
    [Number.NaN, 'NUMBER_INVALID'],
  ])('of JSON: %d is %s', (value, expected) => {
    expect(outcome(() => exactNumber(value))).toBe(expected);
  });
});

describe('points in time', () => {
  const berlin = timeZone('Europe/Berlin');
  it.each<[string, string, string]>([
    ['iso', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00.000Z'],
    ['iso', '2026-11-24 10:00:00.5+02:00', '2026-11-24T08:00:00.500Z'],
    ['iso', '2026-11-24T10:00', '2026-11-24T09:00:00.000Z'],
    ['iso', '2026-07-24', '2026-07-23T22:00:00.000Z'],
    ['iso', '2026-02-31', 'DATE_NONEXISTENT'],
    ['iso', '2026-13-01', 'DATE_NONEXISTENT'],
    ['iso', '2026-11-24T25:00', 'DATE_INVALID'],
    ['iso', '24.11.2026', 'DATE_INVALID'],
    ['german', '24.11.2026', '2026-11-23T23:00:00.000Z'],
    ['german', '4.1.26 08:05', '2026-01-04T07:05:00.000Z'],
    ['german', '31.02.2026', 'DATE_NONEXISTENT'],
    ['german', '29.03.2026 02:30', 'TIME_SKIPPED'],
    ['german', '29.03.2026 03:00', '2026-03-29T01:00:00.000Z'],
    ['german', '25.10.2026 02:30', '2026-10-25T00:30:00.000Z'],
    ['us', '11/24/2026 3:05 PM', '2026-11-24T14:05:00.000Z'],
    ['us', '11/24/2026 12:00 AM', '2026-11-23T23:00:00.000Z'],
    ['us', '24/11/2026', 'DATE_NONEXISTENT'],
    ['uk', '24/11/2026 09:30', '2026-11-24T08:30:00.000Z'],
    ['YYYYMMDD HHmm', '20261124 1000', '2026-11-24T09:00:00.000Z'],
    ['YYYYMMDD HH:mm', '20261124 10:00', '2026-11-24T09:00:00.000Z'],
    ['unix', '1795514400', '2026-11-24T10:00:00.000Z'],
    ['unix-ms', '1795514400123', '2026-11-24T10:00:00.123Z'],
    ['unix', 'yesterday', 'DATE_INVALID'],
  ])('%s: %j is %s', (format, text, expected) => {
    expect(outcome(() => dateReader(format).instant(text, berlin))).toBe(expected);
  });

  it.each(['DD.MM', 'YYYY-MM-DD MM', 'YYYY-MM-DD[', 'nonsense'])('the format %j is refused', (format) => {
    expect(() => dateReader(format)).toThrow(expect.objectContaining({ code: 'IMP_DATES_UNKNOWN' }));
  });

  it('the zone "Mars/Olympus" is refused', () => {
    expect(() => timeZone('Mars/Olympus')).toThrow(expect.objectContaining({ code: 'IMP_TIMEZONE_UNKNOWN' }));
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'])(
    'in %s every time that exists comes back',
    (name) => {
      const zone = timeZone(name);
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
      const seconds = fc.integer({ min: Date.UTC(2020, 0, 1) / 1_000, max: Date.UTC(2030, 0, 1) / 1_000 });
      fc.assert(
        fc.property(seconds, (second) => {
          const local = format.format(second * 1_000);
          const found = Date.parse(dateReader('iso').instant(local, zone));
          expect(format.format(found)).toBe(local);
          expect(found).toBeLessThanOrEqual(second * 1_000);
        }),
      );
    },
  );
});
