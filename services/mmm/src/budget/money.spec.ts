import fc from 'fast-check';
import { sumOfCents, toCents } from './money.js';

const free = { min: 0, max: Number.POSITIVE_INFINITY };

describe('amounts in whole cents', () => {
  it.each<[title: string, amounts: number[], bounds: { min: number; max: number }[], cents: string[]]>([
    ['thirds', [100 / 3, 100 / 3, 100 / 3], [free, free, free], ['33.34', '33.33', '33.33']],
    ['the largest loss first', [0.004, 0.009, 0.987], [free, free, free], ['0.00', '0.01', '0.99']],
    ['a lower bound', [10.005, 9.995], [{ min: 10.005, max: 20 }, free], ['10.01', '9.99']],
    ['an upper bound', [10.009, 9.991], [{ min: 0, max: 10.009 }, free], ['10.00', '10.00']],
    ['cents that a double cannot hold', [0.29, 1.15], [free, free], ['0.29', '1.15']],
    ['nothing', [0, 0], [free, free], ['0.00', '0.00']],
  ])('%s', (_title, amounts, bounds, cents) => {
    expect(toCents(amounts, bounds)).toEqual(cents);
  });

  it('keep to their sum and stay within a cent of what they were', () => {
    const anyAmounts = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyAmounts, (amounts) => {
        const texts = toCents(
          amounts,
          amounts.map(() => free),
        );
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        expect(Math.abs(Number(sumOfCents(texts)) - total)).toBeLessThan(0.0051);
        for (const [index, text] of texts.entries())
          expect(Math.abs(Number(text) - (amounts[index] ?? 0))).toBeLessThan(0.0101);
      }),
    );
  });

  it('never leave bounds that hold whole cents', () => {
    const cell = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1e6 }), fc.nat(1e6));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
        const bounds = cells.map(([, min, width]) => ({ min: min / 100, max: (min + width) / 100 }));
        const amounts = cells.map(([at], i) => {
          const { min, max } = bounds[i] ?? free;
          return min + at * (max - min);
        });
        for (const [i, text] of toCents(amounts, bounds).entries()) {
          const { min, max } = bounds[i] ?? free;
          expect(Number(text)).toBeGreaterThanOrEqual(min - 1e-9);
          expect(Number(text)).toBeLessThanOrEqual(max + 1e-9);
        }
      }),
    );
  });
});
