import fc from 'fast-check';
import { valuesAgree } from './numerals.js';
import { type Token, tokenise } from './tokens.js';

const only = (text: string, kind: Token['kind']) => tokenise(text).filter((token) => token.kind === kind);

describe('numbers', () => {
  it.each([
    ['24 Prozent', [24], 'percent'],
    ['24 %', [24], 'percent'],
    ['24%', [24], 'percent'],
    ['24 per cent', [24], 'percent'],
    ['3 Prozentpunkte', [3], 'percentage-point'],
    ['1.000', [1_000, 1], undefined],
    ['1000', [1_000], undefined],
    ['1.234.567', [1_234_567], undefined],
    ['10 000', [10_000], undefined],
    ['3,5 km', [3_500], 'metre'],
    ['3.5 kilometres', [3_500], 'metre'],
    ['1.299,90 €', [1_299.9], 'eur'],
    ['€1,299.90', [1_299.9], 'eur'],
    ['$5', [5], 'usd'],
    ['3,5 Millionen', [3_500_000], undefined],
    ['2 billion', [2e9, 2e12], undefined],
    ['zwei', [2], undefined],
    ['einundzwanzig', [21], undefined],
    ['zweihundertfünfzig', [250], undefined],
    ['dreitausend', [3_000], undefined],
    ['twenty-one', [21], undefined],
    ['two hundred', [200], undefined],
    ['18th', [18], undefined],
    ['1960er', [1_960], undefined],
    ['0.125', [0.125], undefined],
    ['-5 °C', [-5], 'degree-celsius'],
  ])('reads %s', (text, values, unit) => {
    const [token] = only(text, 'number');
    expect(token).toMatchObject({ values, text, ...(unit !== undefined && { unit }) });
    expect(tokenise(text)).toHaveLength(1);
  });

  it.each([
    ['bis zu 50 %', 'up-to'],
    ['mindestens 3 Tage', 'at-least'],
    ['ab 19 Euro', 'from'],
    ['mehr als 10', 'more-than'],
    ['at least 3', 'at-least'],
    ['up to 50 %', 'up-to'],
    ['no more than 5', 'up-to'],
    ['rund 100', 'about'],
  ])('knows the bound of %s', (text, bound) => {
    expect(only(text, 'number')[0]).toMatchObject({ bound });
  });

  it('reads whole numbers the same however they are grouped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 999_999_999 }), (value) => {
        const [plain, german, english] = [`${value}`, value.toLocaleString('de'), value.toLocaleString('en')].map(
          (text) => only(text, 'number')[0],
        );
        for (const other of [german, english])
          expect(plain?.kind === 'number' && other?.kind === 'number' && valuesAgree(plain.values, other.values)).toBe(
            true,
          );
      }),
    );
  });
});

describe('dates', () => {
  it.each([
    ['12. März 2024', { year: 2024, month: 3, day: 12 }],
    ['March 12, 2024', { year: 2024, month: 3, day: 12 }],
    ['12 March 2024', { year: 2024, month: 3, day: 12 }],
    ['2024-03-12', { year: 2024, month: 3, day: 12 }],
    ['12.03.2024', { year: 2024, month: 3, day: 12 }],
    ['im März 2024', { year: 2024, month: 3 }],
    ['in May 2024', { year: 2024, month: 5 }],
    ['im Juli', { month: 7 }],
  ])('reads %s', (text, date) => {
    expect(only(text, 'date')).toEqual([expect.objectContaining({ date })]);
  });

  it.each(['You may leave.', 'May I come in?', 'They march on.', '31.31.2024'])('sees none in %s', (text) => {
    expect(only(text, 'date')).toEqual([]);
  });
});

describe('words and codes', () => {
  it.each([
    ["It isn't there", ['it', 'is', 'not', 'there']],
    ["We can't", ['we', 'can', 'not']],
    ['They cannot', ['they', 'can', 'not']],
    ["Müllers' Straße", ['mullers', 'strasse']],
    ["Newton's law", ['newton', 'law']],
  ])('folds %s', (text, words) => {
    expect(tokenise(text).map(({ folded }) => folded)).toEqual(words);
  });

  it.each(['A380', 'WR-1042', 'USB3'])('keeps %s in one', (text) => {
    expect(tokenise(`Modell ${text} ist da`)[1]).toMatchObject({ kind: 'code', text });
  });
});

it('keeps tokens in order and in the text, for any text', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('1.000', ' März ', '3 %', "n't", '-', '€', ' 7 '),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      let end = 0;
      for (const token of tokenise(text)) {
        expect(text.slice(end, token.start)).toBe(token.before);
        expect(text.slice(token.start, token.end)).toBe(token.text);
        end = token.end;
      }
    }),
  );
});
