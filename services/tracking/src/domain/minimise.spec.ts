import { minimiseProperties, minimiseUrl, truncateIp } from './minimise.js';
import { createRedactor } from './personal-data/redactor.js';

const redact = createRedactor({ identifiers: ['user-4711', 'x1'], texts: [] });

describe('minimisation', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
    ['2001:db8::1', '2001:db8:0::'],
    ['::1', '0:0:0::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
    ['not an address', undefined],
    [undefined, undefined],
  ])('truncates %s to %s', (address, expected) => {
    expect(truncateIp(address)).toBe(expected);
  });

  it.each([
    ['https://shop.example/a?utm_source=x&email=a%40b.de&sid=9#top', 'https://shop.example/a?utm_source=x'],
    ['https://me:secret@shop.example/', 'https://shop.example/'],
    ['https://shop.example/u/anna%40example.org/orders', 'https://shop.example/u/[redacted]/orders'],
    ['https://shop.example/u/user-4711', 'https://shop.example/u/[redacted]'],
    ['https://shop.example/kunden/erika-mustermann?page=2', 'https://shop.example/kunden/[redacted]?page=2'],
    ['https://shop.example/account/orders', 'https://shop.example/account/orders'],
    ['https://shop.example/?q=%2B49%2030%20901820', 'https://shop.example/?q=[redacted]'],
    ['/relative', undefined],
    [undefined, undefined],
  ])('reduces the address %s', (url, expected) => {
    expect(minimiseUrl(url, redact)?.url).toBe(expected);
  });

  it("survives a host that is somebody's identifier", () => {
    expect(minimiseUrl('https://user-4711/a', redact)).toEqual({ url: 'https://[redacted]/a', host: '[redacted]' });
  });

  it('drops fields that name a person, at any depth and in any spelling, and redacts the rest', () => {
    const given = {
      plan: 'pro',
      'E-Mail': 'a@example.org',
      note: 'write to a@example.org or user-4711',
      id: 'x1',
      word: 'x1-ray',
      nested: [{ first_name: 'Anna', size: 3 }],
      count: 7,
      gone: null,
    };
    expect(minimiseProperties(given, redact)).toEqual({
      plan: 'pro',
      note: 'write to [redacted] or [redacted]',
      id: '[redacted]',
      word: 'x1-ray',
      nested: [{ size: 3 }],
      count: 7,
      gone: null,
    });
  });

  it('bounds depth, number and length, and says how much is missing', () => {
    let deep: object = { end: 1 };
    for (let level = 0; level < 20; level++) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`p${index}`, index]));
    expect(minimiseProperties(deep as Record<string, unknown>, redact)).toHaveProperty('$omitted', 1);
    expect(minimiseProperties(wide, redact)).toHaveProperty('$omitted', 100);
    expect(minimiseProperties({ long: 'a'.repeat(5_000) }, redact)).toEqual({ long: 'a'.repeat(2_048) });
  });

  it('does not let a property change the prototype', () => {
    const result = minimiseProperties(JSON.parse('{"__proto__": {"admin": true}}'), redact);
    expect((result as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });
});
