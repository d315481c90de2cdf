import fc from 'fast-check';
import { thin, withTime } from './sightings.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 24, 12);

describe('sightings', () => {
  it.each<[title: string, given: number[], kept: number[]]>([
    ['the first of an hour counts', [NOW + 9, NOW + 5, NOW + HOUR - 1], [NOW + 5]],
    [
      'every hour counts, for ninety days',
      [NOW - 80 * DAY, NOW - 80 * DAY + HOUR, NOW],
      [NOW - 80 * DAY, NOW - 80 * DAY + HOUR, NOW],
    ],
    [
      'the first of a day counts where it is older',
      [NOW - 100 * DAY, NOW - 100 * DAY + HOUR, NOW],
      [NOW - 100 * DAY, NOW],
    ],
    ['nothing counts beyond three years', [NOW - 1_100 * DAY, NOW], [NOW]],
  ])('%s', (_title, given, kept) => {
    expect(thin(given)).toEqual(kept);
  });

  const times = fc.array(
    fc.tuple(fc.nat(1_300), fc.nat(23), fc.nat(3)).map(([day, hour, ms]) => NOW - day * DAY + hour * HOUR + ms),
    { maxLength: 60 },
  );

  it('are the same whatever came first, twice, or through another container', () => {
    const cut = fc.tuple(times, times, times);
    fc.assert(
      fc.property(cut, ([a, b, c]) => {
        const whole = thin([...a, ...b, ...c]);
        expect(thin([...thin([...thin(a), ...b]), ...thin(c)])).toEqual(whole);
        expect(thin([...thin(c), ...thin([...b, ...a]), ...a])).toEqual(whole);
        expect([...c, ...b, ...a].reduce<readonly number[]>(withTime, [])).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('stay the same list where one more changes nothing, so that nothing is written', () => {
    const before = thin([NOW, NOW + HOUR]);
    expect(withTime(before, NOW + HOUR + 7)).toBe(before);
    expect(withTime(before, NOW + 7)).toBe(before);
    expect(withTime(before, NOW - 7)).toEqual([NOW - 7, NOW, NOW + HOUR]);
  });
});
