import fc from 'fast-check';
import { cpuMs } from '../../testing/cpu-time.js';
import { fitsPattern } from './pattern.js';

describe('patterns with stars', () => {
  it.each([
    ['cpc', 'cpc', true],
    ['cpc', 'cpcs', false],
    ['*', '', true],
    ['*cp*', 'xcpy', true],
    ['paid*', 'paid-social', true],
    ['*shop', 'workshop', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-c-b', false],
    ['a*b*c', 'a-b-b-c', true],
    ['.*', 'anything', false],
  ])('%s and %s', (pattern, text, expected) => expect(fitsPattern(pattern, text)).toBe(expected));

  it('fit what the regular expression fits', () => {
    const letters = (extra: string) => fc.string({ unit: fc.constantFrom('a', 'b', ...extra), maxLength: 10 });
    fc.assert(
      fc.property(letters('*'), letters(''), (pattern, text) => {
        expect(fitsPattern(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
    );
  });

  it('take no time that grows without bound', () => {
    const spentMs = cpuMs(() => expect(fitsPattern('*a*a*a*b', 'a'.repeat(100_000))).toBe(false));
    expect(spentMs).toBeLessThan(2_000);
  });
});
