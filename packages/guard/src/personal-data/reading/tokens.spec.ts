import fc from 'fast-check';
import { tokenise } from './tokens.js';

const tokensOf = (text: string) =>
  tokenise(text).map(({ start, end, kind, code }) => [text.slice(start, end), kind, code]);

describe('tokens', () => {
  it.each([
    [
      'letters, digits and both',
      'Ab 12 C3',
      [
        ['Ab', 'letters', 'AB'],
        ['12', 'digits', '12'],
        ['C3', 'mixed', 'C3'],
      ],
    ],
    ['umlauts', 'für', [['für', 'letters', 'FÜR']]],
    ['signs between', 'a_b-c.d', ['a', 'b', 'c', 'd'].map((word) => [word, 'letters', word.toUpperCase()])],
    [
      'six numerals',
      'null eins zwei drei vier fünf',
      ['0', '1', '2', '3', '4', '5'].map((digit, at) => [
        ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf'][at],
        'digits',
        digit,
      ]),
    ],
  ])('%s', (_title, text, expected) => {
    expect(tokensOf(text)).toEqual(expected);
  });

  it('five numerals are prose', () => {
    expect(tokenise('one two three four five').every(({ kind }) => kind === 'letters')).toBe(true);
  });

  it('an opaque stretch is one token', () => {
    const text = 'a [iban] b';
    expect(tokenise(text, [{ start: 2, end: 8 }]).map(({ start, end }) => text.slice(start, end))).toEqual([
      'a',
      '[iban]',
      'b',
    ]);
  });

  it('cover every letter and digit once, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const covered = tokenise(text)
          .map(({ start, end }) => text.slice(start, end))
          .join('');
        expect(covered.replace(/[^a-zA-Z0-9]/g, '')).toBe(text.replace(/[^a-zA-Z0-9]/g, ''));
      }),
    );
  });
});
