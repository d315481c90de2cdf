import fc from 'fast-check';
import { detectPersonalData } from './detect.js';
import { entityTypes } from './entity.js';

const pieces = [
  ...[
    'anna@example.org',
    'anna (at) example punkt org',
    '+49 30 901820',
    '0151 23456789',
    '203.0.113.77',
    '2001:db8::1',
    'DE89370400440532013000',
    '4111 1111 1111 1111',
  ],
  ...[
    'Herr Max Muster',
    'Hallo Xanthe,',
    'Name: Anna Müller',
    'geb. 14.03.1985',
    'Lindenweg 12',
    '50667 Köln',
    'Steuer-ID 36574261809',
    'LANR: 123456601',
    'K-AB 1234',
    'HRB 12345',
  ],
  ...[
    '\n',
    '\n\n',
    ', ',
    '. ',
    '\t',
    ' | ',
    ';',
    '\u200b',
    '\u00ad',
    '１２３４',
    'Mit freundlichen Grüßen\n',
    '[email]',
    '[person:abcdefgh]',
    '(',
    '-',
    '/',
    'Bestellnummer',
  ],
];
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10 }) },
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(' '));

describe('detection', () => {
  it('gives entities in order, apart, inside of the text, with scores from the least asked for to 1', () => {
    fc.assert(
      fc.property(text, (source) => {
        let end = 0;
        for (const entity of detectPersonalData(source, { minScore: 0.4 })) {
          expect(entity.start >= end && entity.end > entity.start && entity.end <= source.length).toBe(true);
          expect(entity.score >= 0.4 && entity.score <= 1).toBe(true);
          end = entity.end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('finds nothing more in a text without invisible characters than in the same text with them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pieces.slice(0, 18)), fc.nat(30), (source, place) => {
        const at = 1 + (place % Math.max(1, source.length - 1));
        const hidden = `${source.slice(0, at)}\u200b${source.slice(at)}`;
        const types = (value: string) => detectPersonalData(value).map(({ type }) => type);
        expect(types(hidden)).toEqual(types(source));
      }),
    );
  });

  it('looks for the types that are asked for alone', () => {
    const source = 'Herr Muster, anna@example.org, DE89370400440532013000';
    expect(detectPersonalData(source, { types: ['iban'] }).map(({ type }) => type)).toEqual(['iban']);
    expect(detectPersonalData(source).map(({ type }) => type)).toEqual(['person', 'email', 'iban']);
  });

  it('takes in what a model found, unless a rule is surer', () => {
    const source = 'Ruf Xanthe an: anna@example.org';
    const deepEntities = [
      { type: 'person', start: 4, end: 10, score: 0.8 },
      { type: 'person', start: 15, end: 19, score: 0.6 },
    ] as const;
    expect(detectPersonalData(source, { deepEntities }).map(({ type, start }) => [type, start])).toEqual([
      ['person', 4],
      ['email', 15],
    ]);
  });

  it('knows every type it names', () => {
    expect(new Set(entityTypes).size).toBe(entityTypes.length);
  });

  // A pattern that backtracks or a loop in a loop would not come back from these.
  it.each([
    ['one letter', 'a'.repeat(100_000)],
    ['one digit', '1'.repeat(100_000)],
    ['digits apart', '1 '.repeat(50_000)],
    ['digits with dots', '.1'.repeat(50_000)],
    ['plus signs', '+49'.repeat(33_000)],
    ['titles', 'Herr '.repeat(20_000)],
    ['titles with marks', 'Dr. '.repeat(25_000)],
    ['particles', 'von '.repeat(25_000)],
    ['initials', 'A. '.repeat(33_000)],
    ['brackets', '('.repeat(100_000)],
    ['colons', '::'.repeat(50_000)],
    ['at signs', 'a@'.repeat(50_000)],
    ['at in brackets', 'a(at)'.repeat(20_000)],
    ['punkt', 'a punkt '.repeat(12_000)],
    ['closings', 'Grüße '.repeat(16_000)],
    ['names', 'Anna Müller '.repeat(8_000)],
    ['names in capitals', 'Anna-'.repeat(20_000)],
    ['house numbers', 'Weg 1 '.repeat(16_000)],
    ['postcodes', '50667 Am An '.repeat(8_000)],
    ['cells', 'Name|'.repeat(150).concat('\n').repeat(130)],
    ['one long row', `${'a '.repeat(20_000)}\t1\n${'Name: '.repeat(10_000)}\t2`],
    ['directions', '\u202e\u202d\u2066'.repeat(33_000)],
    ['marks', `a${'\u0301'.repeat(100_000)}`],
    ['placeholders', '[person'.repeat(14_000)],
    ['numerals', 'null '.repeat(20_000)],
    ['blanks', ' '.repeat(100_000)],
    ['line breaks', '\n'.repeat(100_000)],
    ['an empty text', ''],
  ])('comes to an end for %s', (_title, source) => {
    expect(Array.isArray(detectPersonalData(source))).toBe(true);
  });
});
