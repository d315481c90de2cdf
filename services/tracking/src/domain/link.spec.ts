import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { isSigned, isTarget, type Link, linkOfQuery, linkOfToken, linkQuery, linkToken } from './link.js';

const KEY = randomBytes(32);
const words = fc.string({ maxLength: 30, unit: 'grapheme' });
const links: fc.Arbitrary<Link> = fc
  .record({ key: words, url: fc.webUrl(), name: words, campaign: fc.record({ source: words, content: words }) })
  .map(({ key, url, name, campaign }) => ({
    key,
    url,
    ...(name && { name }),
    campaign: Object.fromEntries(Object.entries(campaign).filter(([, value]) => value)),
  }));

describe('signed links', () => {
  it('are read back from both forms as they were signed', () => {
    fc.assert(
      fc.property(links, (link) => {
        for (const claimed of [linkOfToken(linkToken(link, KEY)), linkOfQuery(linkQuery(link, KEY))]) {
          expect(claimed?.link).toEqual(link);
          expect(claimed && isSigned(claimed, KEY)).toBe(true);
          expect(claimed && isSigned(claimed, randomBytes(32))).toBe(false);
        }
      }),
    );
  });

  it('are no longer signed once a single character differs', () => {
    fc.assert(
      fc.property(links, fc.nat(), fc.constantFrom('A', 'z', '0', '-', '.'), (link, at, other) => {
        const token = linkToken(link, KEY);
        const place = at % token.length;
        const altered = token.slice(0, place) + other + token.slice(place + 1);
        const claimed = linkOfToken(altered);
        // The last character of base64 may have spare bits: then the link is still the same one.
        const isSame = claimed !== undefined && JSON.stringify(claimed.link) === JSON.stringify(link);
        if (claimed && !isSame) expect(isSigned(claimed, KEY)).toBe(false);
        if (claimed && isSame && altered !== token && place > token.indexOf('.')) {
          expect(isSigned(claimed, KEY)).toBe(false);
        }
      }),
    );
  });

  it('do not let fields run into each other', () => {
    const one = linkQuery({ key: 'k', url: 'https://a.example', name: 'b', campaign: {} }, KEY);
    one.set('n', '');
    one.set('utm_source', 'b');
    const claimed = linkOfQuery(one);
    expect(claimed && isSigned(claimed, KEY)).toBe(false);
  });

  it.each([
    ['https://shop.example/a?b=c#d', true],
    ['http://shop.example', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['//shop.example', false],
    ['/path', false],
    ['', false],
  ])('may lead to %p: %p', (url, expected) => {
    expect(isTarget(url)).toBe(expected);
  });

  it.each(['', '.', 'a.b.c', 'W10.x', '!.x', `${Buffer.from('["a"]').toString('base64url')}.x`, 'x'.repeat(5_000)])(
    'are none: %p',
    (token) => {
      expect(linkOfToken(token)).toBeUndefined();
    },
  );
});
