import { personalTexts } from './field-names.js';
import { createRedactor } from './redactor.js';

describe('redactor of one person', () => {
  const redact = createRedactor({
    identifiers: ['visitor-1', 'K9'],
    texts: personalTexts([
      { firstName: 'Anna', address: { street: 'Am Markt 3' }, plan: 'gold' },
      { name: 'Anna Schmidt' },
      { name: 'Hans-Peter (Jr.) /o\\' },
      { lastName: 'Groß' },
      { lastName: 'Παπαδόπουλος' },
      { lastName: 'Mills' },
    ]),
  });

  it.each([
    ['an identifier inside a text', 'id=visitor-1;', 'id=[redacted];'],
    ['a short identifier as a whole', 'K9', '[redacted]'],
    ['a short identifier inside a word stays', 'K9s', 'K9s'],
    ['a name in a title', 'Konto ANNA SCHMIDT | Shop', 'Konto [redacted] | Shop'],
    ['a name in an address', '/anna-schmidt/orders', '/[redacted]/orders'],
    ['an encoded name', '/hello/Anna%20Schmidt', '/hello/[redacted]'],
    ['a word that holds a name stays', 'Hannah und Annaberg', 'Hannah und Annaberg'],
    ['a name with marks in it', 'von Hans-Peter (Jr.) /o\\', 'von [redacted]'],
    ['a street', 'Lieferung: Am Markt 3', 'Lieferung: [redacted]'],
    ['a name in capitals that were made for it', 'FRAU GROẞ', 'FRAU [redacted]'],
    ['a name with a letter that ends words', 'ΠΑΠΑΔΌΠΟΥΛΟΣ', '[redacted]'],
    ['a name in old letters', 'Millſ', '[redacted]'],
    ['what is not personal stays', 'gold', 'gold'],
  ])('%s', (_title, text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});
