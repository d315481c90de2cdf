import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { defaultPerson, deterministicId } from './ids.js';

const NAMESPACE_URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** UUID v5 written after RFC 9562 §5.5, independent of the code under test. */
function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `${variant}${hash.slice(18, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

describe('UUID v5 oracle of this test', () => {
  // RFC 9562, appendix A.4: name space DNS and "www.example.com".
  it('gives the published test vector', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });
});

describe('deterministicId', () => {
  const namespace = uuidV5(NAMESPACE_URL, 'stellwerk');

  it.each<[title: string, parts: (string | number)[]]>([
    ['a text', ['event']],
    ['several', ['person', 'demo', 'device:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b']],
    ['a number', ['order', 4711]],
    ['letters of several bytes', ['Größe', '⚙']],
    ['half of a surrogate pair', ['half a pair', '\ud83d']],
    ['as many letters as there is room for', ['ж'.repeat(1_360)]],
    ['one more', ['ж'.repeat(1_361)]],
    ['a long text', ['a'.repeat(20_000)]],
    ['nothing, after a long text', []],
  ])('of %s is the UUID v5 under the name space of Stellwerk', (_title, parts) => {
    expect(deterministicId(...parts)).toBe(uuidV5(namespace, parts.join('\u001f')));
  });

  it('tells apart where one part ends and the next begins', () => {
    expect(deterministicId('a', 'bc')).not.toBe(deterministicId('ab', 'c'));
  });

  it('has version 5 and the RFC variant whatever the parts are', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        expect(deterministicId(...parts)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it('repeats for the same parts and differs for others', () => {
    const parts = fc.array(fc.string({ unit: 'grapheme-ascii' }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const same = JSON.stringify(left) === JSON.stringify(right);
        expect(deterministicId(...left) === deterministicId(...right)).toBe(same);
      }),
    );
  });
});

describe('defaultPerson', () => {
  const key = 'device:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b';

  it('is the same for the same key', () => {
    expect(defaultPerson('demo', key)).toBe(defaultPerson('demo', key));
  });

  it('differs between tenants', () => {
    expect(defaultPerson('demo', key)).not.toBe(defaultPerson('other', key));
  });
});
