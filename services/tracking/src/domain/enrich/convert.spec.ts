import fc from 'fast-check';
import { convert, type RateTable } from './convert.js';

const spec: RateTable = {
  base: 'EUR',
  source: 'European Central Bank',
  maxAgeDays: 4,
  days: [
    { day: '2026-11-20', rates: { USD: '1.0850', CHF: '0.9390', JPY: '163.25' } },
    { day: '2026-11-18', rates: { USD: '1.0800', CHF: '0.9400' } },
  ],
};
const rates = { label: 'ecb@3', spec };
const into = (currency: string, amount: string, from: string, day: string) =>
  convert({ amount, currency: from }, currency, day, rates);

describe('amounts in the currency of reports', () => {
  it.each([
    ['from another currency into the base', 'EUR', '100.00', 'CHF', '2026-11-20', '106.496272630458', '2026-11-20'],
    ['from the base', 'USD', '10', 'EUR', '2026-11-20', '10.85', '2026-11-20'],
    ['across the base', 'USD', '93.90', 'CHF', '2026-11-20', '108.5', '2026-11-20'],
    ['in the same currency', 'EUR', '0.10', 'EUR', '2026-11-20', '0.1', '2026-11-20'],
    ['by the day before, on a day without rates', 'EUR', '1.08', 'USD', '2026-11-19', '1', '2026-11-18'],
    ['by the last day, over a weekend', 'EUR', '1.085', 'USD', '2026-11-24', '1', '2026-11-20'],
    ['below zero', 'USD', '-0.50', 'EUR', '2026-11-20', '-0.5425', '2026-11-20'],
    ['of nothing', 'USD', '-0.00', 'EUR', '2026-11-20', '0', '2026-11-20'],
  ])('%s', (_title, currency, amount, from, day, expected, rateDay) => {
    expect(into(currency, amount, from, day)).toEqual({ amount: expected, currency, rates: 'ecb@3', rateDay });
  });

  it.each([
    ['a currency without a rate', 'EUR', '1', 'GBP', '2026-11-20'],
    ['a currency without a rate on that day', 'EUR', '1', 'JPY', '2026-11-19'],
    ['a day before the first', 'EUR', '1', 'USD', '2026-11-17'],
    ['a day long after the last', 'EUR', '1', 'USD', '2026-11-25'],
    ['an inherited name', 'EUR', '1', 'constructor', '2026-11-20'],
    ['more digits than money has', 'JPY', '9'.repeat(26), 'EUR', '2026-11-20'],
  ])('are left out for %s', (_title, currency, amount, from, day) => {
    expect(into(currency, amount, from, day)).toBeUndefined();
  });

  it.each([
    ['0.5', '3', '0.166666666667'],
    ['0.000000000001', '2', '0'],
    ['0.000000000003', '2', '0.000000000002'],
  ])('are rounded once, half to even: %s ÷ %s', (amount, rate, expected) => {
    const table = { label: 't@1', spec: { ...spec, days: [{ day: '2026-11-20', rates: { XAA: rate } }] } };
    expect(convert({ amount, currency: 'XAA' }, 'EUR', '2026-11-20', table)?.amount).toBe(expected);
  });

  it('come back to themselves within one unit of the last place, and keep their order', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000_00 }).map((value) => (value / 100).toFixed(2));
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        const there = (amount: string) => into('CHF', amount, 'EUR', '2026-11-20')?.amount ?? '';
        const back = into('EUR', there(one), 'CHF', '2026-11-20')?.amount ?? '';
        expect(Math.abs(Number(back) - Number(one))).toBeLessThan(1e-8);
        expect(Number(there(one)) <= Number(there(other))).toBe(Number(one) <= Number(other));
      }),
    );
  });
});
