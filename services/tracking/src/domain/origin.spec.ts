import { hostOfOrigin, isListedOrigin } from './origin.js';

describe('origins', () => {
  it.each<[string, string, boolean]>([
    ['https://shop.example', 'https://shop.example', true],
    ['https://shop.example', 'http://shop.example', false],
    ['https://shop.example', 'https://shop.example:8443', false],
    ['https://shop.example:8443', 'https://shop.example:8443', true],
    ['https://*.shop.example', 'https://www.shop.example', true],
    ['https://*.shop.example', 'https://a.b.shop.example', true],
    ['https://*.shop.example', 'https://shop.example', false],
    ['https://*.shop.example', 'https://evilshop.example', false],
    ['https://*.shop.example', 'http://www.shop.example', false],
    ['https://*.shop.example', 'https://www.shop.example.evil.example', false],
    ['https://shop.example', 'null', false],
  ])('the entry %s and %s: %p', (entry, origin, expected) => {
    expect(isListedOrigin(origin, ['https://other.example', entry])).toBe(expected);
  });

  it.each([
    ['https://www.shop.example:8443', 'www.shop.example'],
    ['null', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('the host of %p is %p', (origin, host) => {
    expect(hostOfOrigin(origin)).toBe(host);
  });
});
