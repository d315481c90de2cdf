import fc from 'fast-check';
import { cpuMs } from '../../testing/cpu-time.js';
import { redactPersonalData } from './redact.js';

describe('personal data in free text', () => {
  it.each([
    ['a plain address', 'write to anna.schmidt@example.org today', 'write to [redacted] today'],
    ['an encoded address', '/u/anna%40example.org/orders', '/u/[redacted]/orders'],
    ['an address with umlauts', 'jörg@müller.de', '[redacted]'],
    ['an address around filters', 'anna (at) example.org, bob[at]example[dot]com', '[redacted], [redacted]'],
    ['an international number', 'ruf +49 (0)30 901820-12 an', 'ruf [redacted] an'],
    ['a number with 00', 'call 0044 20 7946 0958', 'call [redacted]'],
    ['a German mobile number', 'Handy 0151 23456789', 'Handy [redacted]'],
    ['a mobile number without a space', 'ab 17 Uhr 015123456789', 'ab 17 Uhr [redacted]'],
    ['a number with odd spaces', 'ruf +49\u202f30\u00a0901820', 'ruf [redacted]'],
    ['a number in lines', 'Tel:\n030\t901820', 'Tel:\n[redacted]'],
    ['a national number', 'Praxis 030/901820', 'Praxis [redacted]'],
    ['an announced number', 'Tel. 901820128', 'Tel. [redacted]'],
    ['an encoded plus', 'tel=%2B4930901820', 'tel=[redacted]'],
    ['an IPv4 address', 'from 203.0.113.77 via proxy', 'from [redacted] via proxy'],
    ['an IPv4 address of few digits', 'resolver 1.1.1.1', 'resolver [redacted]'],
    ['an IPv6 address without digits', 'at fe::ab', 'at [redacted]'],
    ['an IPv6 address', 'from 2001:db8:85a3::8a2e:370:7334', 'from [redacted]'],
    ['an account', 'IBAN DE89 3704 0044 0532 0130 00 bitte', 'IBAN [redacted] bitte'],
    ['an account without spaces', 'GB82WEST12345698765432', '[redacted]'],
    ['an account of few digits', 'op NL91 ABNA 0417 1643 00 graag', 'op [redacted] graag'],
    ['a short account', 'naar BE68539007547034', 'naar [redacted]'],
    ['the shortest account', 'til NO93 8601 1117 947', 'til [redacted]'],
    ['a card', 'paid with 4111 1111 1111 1111.', 'paid with [redacted].'],
    ['a card of fifteen digits', '378282246310005', '[redacted]'],
    ['a greeting', 'Willkommen zurück, Anna Schmidt', 'Willkommen zurück, [redacted]'],
    ['a title', 'Bestellung von Frau Dr. Yılmaz-Öztürk', 'Bestellung von Frau Dr. [redacted]'],
    ['an owner', 'account of Max Mustermann', 'account of [redacted]'],
  ])('is replaced: %s', (_title, text, expected) => {
    expect(redactPersonalData(text)).toBe(expected);
  });

  it.each([
    ['an order number', 'Order 20261124-000123'],
    ['an article number', 'EAN 4006381333931'],
    ['a price', '1.234,56 EUR statt 1.499,00 EUR'],
    ['a version', 'firmware v1.2.3.4, version 10.0.19045.1'],
    ['a date and a time', '2026-11-24T10:15:30.000Z'],
    ['a size', '120 x 60 x 75 cm'],
    ['a tracking number', '00340434161094015902'],
    ['an invalid account', 'GB82WEST12345698765433'],
    ['sixteen digits that are no card', '4111 1111 1111 1112'],
    ['a brand', 'Hugo Boss Anzug, Tom Tailor Hemd'],
    ['an identifier', '3f1d7d1e-77a7-5c7b-8d63-0e6f8f4c2b1a'],
    ['a MAC address', '00:1b:63:84:45:e6'],
    ['a ratio', '16:9:4'],
    ['an at sign by itself', 'Kaffee @ 3 EUR'],
  ])('leaves alone: %s', (_title, text) => {
    expect(redactPersonalData(text)).toBe(text);
  });

  it('leaves alone what names nobody: random identifiers, with hyphens and without', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect([redactPersonalData(id), redactPersonalData(id.replaceAll('-', ''))]).toEqual([
          id,
          id.replaceAll('-', ''),
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing the second time', () => {
    const piece = fc.constantFrom(
      'anna@example.org',
      '+49 30 901820',
      '203.0.113.77',
      'Herr Max Muster',
      'DE89370400440532013000',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 12 }))), (pieces) => {
        const once = redactPersonalData(pieces.join(' '));
        expect(redactPersonalData(once)).toBe(once);
      }),
    );
  });

  // Fields are bounded to 2,048 characters before; a pattern that backtracks would not come back from twenty times that.
  it.each([
    ['a'.repeat(50_000)],
    ['1 '.repeat(25_000)],
    ['+49'.repeat(16_000)],
    ['Herr '.repeat(10_000)],
    ['('.repeat(50_000)],
    ['::'.repeat(25_000)],
    ['a@'.repeat(25_000)],
    ['.1'.repeat(25_000)],
  ])('comes to an end for hostile text %#', (text) => {
    expect(cpuMs(() => expect(typeof redactPersonalData(text)).toBe('string'))).toBeLessThan(2_000);
  });
});
