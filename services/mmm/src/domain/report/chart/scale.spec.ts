import fc from 'fast-check';
import { extentOf, linearScale, niceDomain, niceTicks, roomyDomain } from './scale.js';

const span = fc
  .tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-6, max: 1e9, noNaN: true }))
  .map(([low, width]) => [low, low + width] as const)
  .filter(([low, high]) => (high - low) / Math.max(Math.abs(low), Math.abs(high)) > 1e-6);

describe('scale', () => {
  it('maps ends to ends and what lies between in proportion, upside down also', () => {
    const y = linearScale([10, 20], [300, 0]);
    expect([10, 15, 20].map(y)).toEqual([300, 150, 0]);
    expect(linearScale([5, 5], [0, 100])(5)).toBe(50);
  });

  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
    [-120, 340, 5, [-100, 0, 100, 200, 300]],
    [0, 97_000_000, 5, [0, 20_000_000, 40_000_000, 60_000_000, 80_000_000]],
    [3, 3, 5, [3]],
  ])('ticks of %d..%d, %d at most', (low, high, most, ticks) => {
    expect(niceTicks(low, high, most)).toEqual(ticks);
  });

  it('ticks lie inside, evenly, and are no more than asked for', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 2, max: 10 }), ([low, high], most) => {
        const ticks = niceTicks(low, high, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        const slack = (high - low) * 1e-6;
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(low - slack);
          expect(tick).toBeLessThanOrEqual(high + slack);
        }
      }),
    );
  });

  it('a nice domain holds the data, and zero where asked', () => {
    fc.assert(
      fc.property(span, fc.boolean(), ([low, high], withZero) => {
        const [from, to] = niceDomain(low, high, withZero);
        const slack = (high - low) * 1e-6 + Math.abs(low) * 1e-6;
        expect(from).toBeLessThanOrEqual((withZero ? Math.min(0, low) : low) + slack);
        expect(to).toBeGreaterThanOrEqual((withZero ? Math.max(0, high) : high) - slack);
      }),
    );
  });

  it('a roomy domain starts at zero exactly where nothing is below it', () => {
    expect(roomyDomain(5, 10, true)[0]).toBe(0);
    expect(roomyDomain(-5, 10, true)[0]).toBeLessThan(-5);
    expect(roomyDomain(5, 10, false)[0]).toBeGreaterThan(4);
    expect(roomyDomain(7, 7, false)[0]).toBeLessThan(7);
  });

  it('the extent ignores what is not finite', () => {
    expect(extentOf([Number.NaN, 3, Number.POSITIVE_INFINITY, -2])).toEqual([-2, 3]);
    expect(extentOf([Number.NaN])).toEqual([0, 1]);
  });
});
