import fc from 'fast-check';
import { exactMatch, levenshtein, nonLlmStringSimilarity, stringPresent } from './string-similarity.js';

/** The table of Wagner and Fischer (1974), row by row. */
function byTable(left: readonly number[], right: readonly number[]): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  left.forEach((symbol, i) => {
    const next = [i + 1];
    right.forEach((other, j) => {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + Number(symbol !== other)));
    });
    row = next;
  });
  return row[right.length] ?? 0;
}

describe('the distance of texts', () => {
  it.each([
    ['', '', 1],
    ['', 'abc', 0],
    ['kitten', 'sitting', 1 - 3 / 7],
    ['The Eiffel Tower is located in India.', 'The Eiffel Tower is located in Paris.', 1 - 4 / 37],
    ['😀a', '😀b', 1 / 2],
    ['Größe', 'Grösse', 1 - 2 / 6],
  ])('%j and %j are alike by %d', (reference, response, value) => {
    expect(nonLlmStringSimilarity(reference, response)).toBeCloseTo(value, 12);
    expect(nonLlmStringSimilarity(response, reference)).toBeCloseTo(value, 12);
  });

  it('is what the table gives, at every length around a block of bits', () => {
    const symbols = (maxLength: number) => fc.array(fc.integer({ min: 0, max: 3 }), { maxLength });
    fc.assert(
      fc.property(symbols(140), symbols(140), (left, right) => {
        expect(levenshtein(left, right)).toBe(byTable(left, right));
      }),
      { numRuns: 400 },
    );
    for (const length of [31, 32, 33, 63, 64, 65, 96]) {
      const text = Array.from({ length }, (_, at) => at % 5);
      expect(levenshtein(text, [...text.slice(1), 9])).toBe(byTable(text, [...text.slice(1), 9]));
    }
  });

  it('and its relatives', () => {
    expect([exactMatch('a', 'a'), exactMatch('a', 'A')]).toEqual([1, 0]);
    expect([stringPresent('Paris', 'In Paris.'), stringPresent('In Paris.', 'Paris')]).toEqual([1, 0]);
  });
});
