import { detectPersonalData } from '../detect.js';

const found = (text: string) => detectPersonalData(text).map(({ type, start, end }) => [type, text.slice(start, end)]);

describe('ways to reach somebody', () => {
  it.each([
    ['write to anna.schmidt@example.org today', 'email', 'anna.schmidt@example.org'],
    ['Jörg+shop@müller.example.de!', 'email', 'Jörg+shop@müller.example.de'],
    ['anna (at) example.org', 'email', 'anna (at) example.org'],
    ['anna[at]example[dot]org', 'email', 'anna[at]example[dot]org'],
    ['mail: a.b (ät) example punkt org', 'email', 'a.b (ät) example punkt org'],
    ['anna punkt schmidt at example punkt org bitte', 'email', 'anna punkt schmidt at example punkt org'],
    ['anna @ example . org', 'email', 'anna @ example . org'],
    ['a\u200bnna@example.org', 'email', 'a\u200bnna@example.org'],
    ['ruf +49 (0)30 901820-12 an', 'phone', '+49 (0)30 901820-12'],
    ['call 0044 20 7946 0958', 'phone', '0044 20 7946 0958'],
    ['Handy 0151 23456789', 'phone', '0151 23456789'],
    ['Tel. 0221/912 83 47', 'phone', '0221/912 83 47'],
    ['(030) 901820', 'phone', '(030) 901820'],
    ['(212) 555-2368', 'phone', '(212) 555-2368'],
    [
      'Telefon null eins fünf eins zwei drei vier fünf sechs sieben acht',
      'phone',
      'null eins fünf eins zwei drei vier fünf sechs sieben acht',
    ],
    ['from 203.0.113.77 via proxy', 'ipv4', '203.0.113.77'],
    ['IP 203[.]0[.]113[.]77', 'ipv4', '203[.]0[.]113[.]77'],
    ['from 2001:db8:85a3::8a2e:370:7334', 'ipv6', '2001:db8:85a3::8a2e:370:7334'],
    ['::ffff:203.0.113.77', 'ipv6', '::ffff:203.0.113.77'],
    ['geboren am 3. März 1985', 'date-of-birth', '3. März 1985'],
    ['DOB: 03/14/1985', 'date-of-birth', '03/14/1985'],
    ['*14.03.1985', 'date-of-birth', '14.03.1985'],
  ])('%s', (text, type, value) => {
    expect(found(text)).toEqual([[type, value]]);
  });

  it.each([
    ['prose with "at"', 'meet me at example.org'],
    ['a price per piece', 'Kaffee @ 3 EUR'],
    ['a time', 'um 10:15:30 Uhr'],
    ['a date', 'Lieferung am 14.03.2025'],
    ['a version', 'firmware 1.2.3.4'],
    ['a MAC address', '00:1b:63:84:45:e6'],
    ['a price', '0800 EUR, 1.499,00 EUR'],
    ['counting', 'eins zwei drei vier fünf sechs sieben'],
  ])('leaves alone: %s', (_title, text) => {
    expect(found(text)).toEqual([]);
  });
});
