import { withoutSealed } from './sealed.js';

const box = { keyId: 'demo/2026-11-24', nonce: 'AAAA', tag: 'AAAA', ciphertext: 'c2VjcmV0' };

describe('sealed fields', () => {
  it.each([
    ['leave the top level', { code: 'X', sealed: box }, { code: 'X' }],
    [
      'leave any depth',
      { events: [{ traits: { email: 'h', sealed: box } }] },
      { events: [{ traits: { email: 'h' } }] },
    ],
  ])('%s', (_title, given, expected) => {
    expect(JSON.parse(withoutSealed(JSON.stringify(given)))).toEqual(expected);
  });

  it.each([
    ['without sealed fields', '{ "a": 1,  "b": "unsealed" }'],
    ['that is no JSON', 'plain text'],
    ['that is empty', ''],
  ])('leave a message %s byte for byte', (_title, text) => {
    expect(withoutSealed(text)).toBe(text);
  });

  it('take unreadable text with them', () => {
    expect(withoutSealed('{"sealed": {"ciphertext": "c2VjcmV0"')).toBe('');
  });
});
