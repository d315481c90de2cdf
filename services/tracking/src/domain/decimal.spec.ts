import fc from 'fast-check';
import { toDecimal } from './decimal.js';

describe('toDecimal', () => {
  it.each<[unknown, string | null]>([
    [119.8, '119.8'],
    ['119.80', '119.8'],
    [' 7 ', '7'],
    [0.1, '0.1'],
    [-5, '-5'],
    ['-0.00', '0'],
    ['0007.5', '7.5'],
    [1e-7, '0.0000001'],
    ['1e3', '1000'],
    [1.5e21, '1500000000000000000000'],
    ['3.780792094375', '3.780792094375'],
    ['0.1234567890123', null],
    ['1e30', null],
    ['1,50', null],
    ['12 EUR', null],
    ['', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
    [{}, null],
  ])('%p → %p', (value, expected) => {
    expect(toDecimal(value)).toBe(expected);
  });

  it('keeps the value of every number with at most twelve decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (cents, decimals) => {
        const number = cents / 10 ** decimals;
        expect(Number(toDecimal(number))).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});
