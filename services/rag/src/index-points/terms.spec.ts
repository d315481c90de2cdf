import fc from 'fast-check';
import { exactTerms, phraseTerms } from './exact-terms.js';
import { expectedTerms, heldTerms } from './expected-terms.js';
import { documentVector, queryVector } from './sparse-vectors.js';
import { termIndex } from './term-hash.js';
import { gramTerms, wordTerms } from './terms.js';

describe('words of a text', () => {
  it.each([
    ['de', 'Die Pakete werden versandt', ['paket', 'versandt']],
    ['en', 'The parcels are shipped', ['parcel', 'shipp']],
    ['fr', 'Les colis sont expédiés', ['les', 'colis', 'sont', 'expedies']],
    ['de', 'zwei Tage', ['#2', '%day']],
    ['en', 'two days', ['#2', '%day']],
    ['de', '24 Prozent', ['#24', '%percent']],
    ['en', '24%', ['#24', '%percent']],
    ['de', 'am 12. März 2024', ['#12', '#month3', '#2024']],
    ['en', 'on March 12, 2024', ['#12', '#month3', '#2024']],
    ['de', 'Modell WR-1042', ['modell', '=wr1042']],
  ])('%s: %s', (language, text, expected) => {
    expect(wordTerms(text, language)).toEqual(expected);
  });
});

describe('letters of a text', () => {
  it.each([
    ['Haus am', ['_hau', 'haus', 'aus_', '_am_']],
    ['Öl', ['_ol_']],
    ['a', ['_a_']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(gramTerms(text)).toEqual(expected);
  });
});

describe('what must be found as it is written', () => {
  it.each([
    ['Was kostet WR-1042?', ['=wr1042']],
    ['was kostet wr1042', ['=wr1042']],
    ['Auftrag 4821377', ['#4821377']],
    ['Im Jahr 2015 der 19th century, 5kg, 1990er', []],
    ['"30 Tage lang" zurück', ['"30 tage', '"tage lang']],
    ['„30 Tage lang“', ['"30 tage', '"tage lang']],
    ['Wie lange?', []],
  ])('%s', (question, expected) => {
    expect(exactTerms(question)).toEqual(expected);
  });

  it('is among the terms of a text that has it', () => {
    const text = 'Das Modell wr-1042 (Auftrag 4821377) geht 30 Tage lang zurück.';
    const terms = new Set([...wordTerms(text, 'de'), ...phraseTerms(text)]);
    for (const term of exactTerms('"30 Tage lang" WR1042 4821377')) expect(terms).toContain(term);
  });
});

describe('the kind of answer', () => {
  it.each([
    ['Wie viele Tage habe ich Zeit?', ['?number']],
    ['How much is the postage?', ['?number']],
    ['Wann wird geliefert?', ['?date']],
    ['In welchem Jahr begann das?', ['?date']],
    ['What year did it open?', ['?date']],
    ['Wer liefert?', []],
    ['Was bedeutet Prozentrechnung?', []],
  ])('that %s looks for', (question, expected) => {
    expect(expectedTerms(question)).toEqual(expected);
  });

  it.each([
    ['Wir liefern innerhalb von drei Tagen.', ['?number']],
    ['It opened in 1889.', ['?number', '?date']],
    ['Seit dem 12. März 2024.', ['?number', '?date']],
    ['Im Laufe des Jahrhunderts.', ['?date']],
    ['Wir liefern bald.', []],
  ])('that is held: %s', (text, expected) => {
    expect(heldTerms(text)).toEqual(expected);
  });
});

describe('sparse vectors', () => {
  const terms = fc.array(fc.string({ maxLength: 6 }), { maxLength: 30 });
  const weights = { k1: 0.9, b: 0.4, averageLength: 15 };

  it('have unique ascending unsigned indices, whatever the order of terms', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const { indices, values } = documentVector(given, weights);
        expect(indices).toEqual([...new Set(given.map(termIndex))].sort((one, other) => one - other));
        expect(indices.every((index) => Number.isInteger(index) && index >= 0 && index < 2 ** 32)).toBe(true);
        expect(documentVector([...given].reverse(), weights)).toEqual({ indices, values });
      }),
    );
  });

  it('weigh a term as BM25 does, by hand', () => {
    const { values } = documentVector(['a', 'a', 'a'], { k1: 1.2, b: 0.75, averageLength: 6 });
    expect(values).toEqual([expect.closeTo((3 * 2.2) / (3 + 1.2 * (0.25 + (0.75 * 3) / 6)), 12)]);
    expect(documentVector(['a'], weights, ['pair']).values[0]).toBeCloseTo(
      documentVector(['a'], weights).values[0] ?? 0,
      12,
    );
  });

  it('of a question hold 1 for each different term', () => {
    expect(queryVector(['b', 'a', 'b']).values).toEqual([1, 1]);
  });

  it('keep 200,000 different terms apart but for a few', () => {
    const indices = new Set(Array.from({ length: 200_000 }, (_, place) => termIndex(`term${place}`)));
    expect(200_000 - indices.size).toBeLessThan(15);
  });
});
