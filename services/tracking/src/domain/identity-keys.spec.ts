import { createHmac } from 'node:crypto';
import { createIdentityHasher, keyed, orderingKey } from './identity-keys.js';

const pepper = Buffer.from('00'.repeat(32), 'hex');
const hasher = createIdentityHasher(pepper, ['Kiosk-1']);

describe('identity keys', () => {
  it('are HMAC-SHA-256 of name space and value, cut to 128 bits', () => {
    const expected = createHmac('sha256', pepper).update('login\u001fu-1').digest('hex').slice(0, 32);
    expect(hasher.key({ namespace: 'login', value: ' u-1 ' })).toBe(`login:${expected}`);
  });

  it('differ by tenant and name space', () => {
    const other = createIdentityHasher(Buffer.alloc(32, 1), []);
    const keys = [
      hasher.key({ namespace: 'login', value: 'u-1' }),
      hasher.key({ namespace: 'device', value: 'u-1' }),
      other.key({ namespace: 'login', value: 'u-1' }),
    ];
    expect(new Set(keys.map((key) => key?.split(':')[1])).size).toBe(3);
  });

  it('ignore case in e-mail addresses only', () => {
    const key = (namespace: 'email' | 'login', value: string) => hasher.key({ namespace, value });
    expect(key('email', 'A@Example.org')).toBe(key('email', 'a@example.org'));
    expect(key('login', 'A')).not.toBe(key('login', 'a'));
  });

  it.each(['', '0', '000-000', 'null', 'Undefined', '[object Object]', '-1', 'anonymous', 'kiosk-1'])(
    '"%s" names nobody, also when asked twice',
    (value) => {
      expect([1, 2].map(() => hasher.key({ namespace: 'device', value }))).toEqual([null, null]);
    },
  );

  it('come strongest first, once each; the device orders events', () => {
    const keys = keyed(
      [
        { namespace: 'device', value: 'd-1' },
        { namespace: 'login', value: 'u-1' },
        { namespace: 'customer', value: 'c-1' },
        { namespace: 'login', value: 'u-1' },
        { namespace: 'email', value: 'null' },
      ],
      hasher,
    ).map(({ key }) => key);
    expect(keys.map((key) => key.split(':')[0])).toEqual(['customer', 'login', 'device']);
    expect(orderingKey(keys)).toBe(keys[2]);
    expect(orderingKey(keys.slice(0, 2))).toBe(keys[0]);
    expect(orderingKey([])).toBeUndefined();
  });
});
