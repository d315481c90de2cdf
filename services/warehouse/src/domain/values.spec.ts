import fc from 'fast-check';
import { dateTimeCell, dayCell, instantCell, monthOf, monthOfDay } from './values.js';

const instants = fc.date({ min: new Date(0), max: new Date('2299-12-31T23:59:59.999Z'), noInvalidDate: true });

describe('cells', () => {
  it('write an instant as seconds without loss', () => {
    fc.assert(
      fc.property(instants, (date) => {
        const cell = instantCell(date.toISOString(), 'at');
        const isNumber = /^\d{10}\.\d{3}$/.test(cell);
        const read = isNumber ? Math.round(Number(cell) * 1000) : Date.parse(`${cell.replace(' ', 'T')}Z`);
        expect(read).toBe(date.getTime());
      }),
    );
  });

  it('put an instant and its day into the same month', () => {
    fc.assert(
      fc.property(instants, (date) => {
        expect(monthOf(date.getTime())).toBe(monthOfDay(date.toISOString().slice(0, 10)));
      }),
    );
  });

  it.each([['1970-01-01'], ['2024-02-29'], ['2149-06-06']])('take the day %s', (day) => {
    expect(dayCell(day, 'day')).toBe(day);
  });

  it.each([['2026-02-30'], ['2025-02-29'], ['2026-13-01'], ['1969-12-31'], ['2149-06-07'], ['0000-00-00']])(
    'refuse the day %s by its field',
    (day) => {
      expect(() => dayCell(day, 'validFrom')).toThrow('validFrom');
    },
  );

  it('keep ten digits, because the server takes a shorter number for a year', () => {
    expect(dateTimeCell(0)).toBe('0000000000.000');
  });

  it('write times as text that take more than ten digits, because the server refuses longer numbers', () => {
    expect(instantCell('2286-11-20T17:46:39.999Z', 'at')).toBe('9999999999.999');
    expect(instantCell('2299-12-31T00:00:00.000Z', 'at')).toBe('2299-12-31 00:00:00.000');
  });
});
