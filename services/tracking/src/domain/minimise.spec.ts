import { minimiseProperties, minimiseUrl, truncateIp } from './minimise.js';
import { createRedactor } from './personal-data/redactor.js';

const redact = createRedactor({ identifiers: ['user-4711', 'x1'], texts: [] });
const terms = { redact, mayMeasure: false };

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
    ['https://shop.example/#', 'https://shop.example/'],
    ['https://shop.example/?page=2&sid=9&x=1#a', 'https://shop.example/?page=2'],
    ['https://shop.example/?sid=9', 'https://shop.example/'],
    ['https://shop.example/?Q=lamp%20a&page', 'https://shop.example/?Q=lamp%20a&page'],
    ['https://shop.example/?q=a%40b.de&q=lamp', 'https://shop.example/?q=[redacted]'],
    ['https://shop.example/@lamps', 'https://shop.example/@lamps'],
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
      Vorname: 'Anna',
      Straße: 'Am Markt 3',
      clientIds: { fbp: 'fb.1.1', ga4: { clientId: '1.2' } },
      note: 'write to a@example.org or user-4711',
      id: 'x1',
      word: 'x1-ray',
      nested: [{ first_name: 'Anna', size: 3 }],
      count: 7,
      gone: null,
    };
    expect(minimiseProperties(given, terms)).toEqual({
      plan: 'pro',
      clientIds: { ga4: {} },
      note: 'write to [redacted] or [redacted]',
      id: '[redacted]',
      word: 'x1-ray',
      nested: [{ size: 3 }],
      count: 7,
      gone: null,
    });
  });

  it.each<[string, string, string]>([
    ['an address', 'https://shop.example/reset?token=5f0c2f#step', 'https://shop.example/reset'],
    ['with what may stay', 'https://shop.example/?utm_source=x&sid=9', 'https://shop.example/?utm_source=x'],
    ['inside a text', 'a:href="https://shop.example/a?sid=9"text="x"', 'a:href="https://shop.example/a"text="x"'],
    ['with credentials', 'via HTTP://me:secret@shop.example/ at noon', 'via http://shop.example/ at noon'],
    ['that holds nothing of it', 'https://cdn.shop.example/lamp.png', 'https://cdn.shop.example/lamp.png'],
    ['that is none', 'https://?', 'https://?'],
  ])('reduces in free fields %s', (_title, text, expected) => {
    expect(minimiseProperties({ text }, terms)).toEqual({ text: expected });
  });

  it('keeps ids of clicks in free fields only where advertising may be measured', () => {
    const clicks = {
      gclid: 'Cj0-1',
      $session_entry_fbclid: 'Iw-1',
      nested: { 'initial-ttclid': 'E.C.P' },
      _kx: 'k-1',
      _ga: 'GA1.2',
    };
    const rest = { $session_entry_url: 'https://shop.example/', kxvar: 1, egclid: 2, ga: true };
    expect(minimiseProperties({ ...clicks, ...rest }, terms)).toEqual({ ...rest, nested: {} });
    expect(minimiseProperties({ ...clicks, ...rest }, { redact, mayMeasure: true })).toEqual({ ...clicks, ...rest });
  });

  it.each<[string, object]>([
    ['the id of the person', { ref: 4_711_001 }],
    ['the same below zero', { ref: -4_711_001 }],
    ['the same in a list', { refs: [[4_711_001]] }],
    ['a telephone number where one is to be expected', { contact: 4_915_112_345_678 }],
    ['one of another country', { callback_number: 33_612_345_678 }],
    ['several', { whatsApp: [33_612_345_678, 1_212_555_0100] }],
    ['a German mobile number anywhere', { value: 4_915_112_345_679 }],
    ['a payment card', { reference: 4_111_111_111_111_111 }],
  ])('removes from numbers %s', (_title, given) => {
    const person = createRedactor({ identifiers: ['4711001', '7', '2026'], texts: ['10', '100'] });
    expect(
      JSON.stringify(minimiseProperties(given as Record<string, unknown>, { ...terms, redact: person })),
    ).not.toMatch(/\d/);
  });

  it.each<[string, object]>([
    [
      'quantities and years, whatever the person is called',
      { quantity: 7, floor: 100, year: 2_026, zero: 0, left: -10 },
    ],
    ['prices', { price: 4_711.01, total: 119.8, cents: 471_100 }],
    [
      'times',
      { at: 1_764_000_000_000, seconds: 1_764_000_000, contact: 1_764_000_000_000, micros: 1_764_000_000_000_000 },
    ],
    ['article numbers', { ean: 4_006_381_333_931, japanese: 4_915_112_345_672, upc: 36_000_291_452 }],
    ['ids that hold that of the person', { order: 47_110_012, trace: 1_234_711_001_567 }],
    ['ids of any length', { id: 123_456_789, big: 98_765_432_109, snowflake: 1.8e18, huge: 1e300 }],
    ['what is no number', { yes: true, no: false, nothing: null }],
  ])('leaves %s', (_title, given) => {
    const person = createRedactor({ identifiers: ['4711001', '7', '2026'], texts: ['10', '100'] });
    expect(minimiseProperties(given as Record<string, unknown>, { ...terms, redact: person })).toEqual(given);
  });

  it('bounds depth, number and length, and says how much is missing', () => {
    let deep: object = { end: 1 };
    for (let level = 0; level < 20; level++) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`p${index}`, index]));
    expect(minimiseProperties(deep as Record<string, unknown>, terms)).toHaveProperty('$omitted', 1);
    expect(minimiseProperties(wide, terms)).toHaveProperty('$omitted', 100);
    expect(minimiseProperties({ long: 'a'.repeat(5_000) }, terms)).toEqual({ long: 'a'.repeat(2_048) });
  });

  it('does not let a property change the prototype', () => {
    const result = minimiseProperties(JSON.parse('{"__proto__": {"admin": true}}'), terms);
    expect((result as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });
});
