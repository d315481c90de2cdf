import fc from 'fast-check';
import { joinWords, labelOf, type WordLabel } from './decode.js';
import { planWindows } from './windows.js';
import { wordsOf } from './words.js';

describe('words', () => {
  it.each([
    ['Anna-Lena Müller, 12a', ['Anna', '-', 'Lena', 'Müller', ',', '12a']],
    ['😀 Tom’s', ['😀', 'Tom', '’', 's']],
    ['東京 Tower', ['東', '京', 'Tower']],
    ['', []],
    [' \n\t', []],
  ])('of %j', (text, expected) => {
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('cover everything but blanks, in order, and are bounded', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        const words = wordsOf(text);
        expect(words.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text.replaceAll(/\s/gu, ''));
        for (const { start, end } of words) expect(end - start).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('windows', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 });

  it('label every word once, within the limit and with what stands around it', () => {
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 45, max: 160 }),
        fc.integer({ min: 0, max: 20 }),
        (tokens, max, context) => {
          const windows = planWindows(tokens, { maxTokens: max, contextTokens: context });
          expect(windows.flatMap(({ keepFrom, keepTo }) => range(keepFrom, keepTo))).toEqual(range(0, tokens.length));
          for (const { from, to, keepFrom, keepTo } of windows) {
            expect(from).toBeLessThanOrEqual(keepFrom);
            expect(keepTo).toBeLessThanOrEqual(to);
            const size = range(from, to).reduce((sum, word) => sum + (tokens[word] ?? 0), 0);
            expect(size).toBeLessThanOrEqual(max + context);
          }
        },
      ),
    );
  });

  it('reads a short text at once', () => {
    expect(planWindows([5, 5, 5], { maxTokens: 160, contextTokens: 24 })).toEqual([
      { from: 0, to: 3, keepFrom: 0, keepTo: 3 },
    ]);
  });
});

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('labels', () => {
  const names = ['O', 'B-CITY', 'I-CITY', 'B-EMAIL'];
  const logits = (...values: number[]) => Float32Array.from(values);

  it.each([
    ['the most probable type', [logits(0, 5, 0, 0)], { type: 'city', begins: true }],
    ['begin and inside together', [logits(2, 1.8, 1.9, -9)], { type: 'city', begins: false }],
    ['the mean over the tokens of a word', [logits(0, 9, 0, 0), logits(1, 0, 1, 0)], { type: 'city', begins: true }],
    ['nothing for what rules read better', [logits(0, 0, 0, 9)], undefined],
    ['nothing below the threshold', [logits(0, -1, -1, 0)], undefined],
    ['nothing for a word without tokens', [], undefined],
  ])('are %s', (_title, rows, expected) => {
    const label = labelOf(rows, names, 0.5);
    if (expected) expect(label).toMatchObject(expected);
    else expect(label).toBeUndefined();
  });
});

describe('entities', () => {
  const label = (type: WordLabel['type'], begins = false, score = 0.8): WordLabel => ({ type, begins, score });
  const words = [
    { start: 0, end: 4 },
    { start: 5, end: 9 },
    { start: 10, end: 12 },
  ];

  it.each([
    ['join neighbouring words of one type', [label('surname', true), label('surname'), undefined], [[0, 9]]],
    [
      'end where another begins',
      [label('city', true), label('city', true), undefined],
      [
        [0, 4],
        [5, 9],
      ],
    ],
    [
      'end where the type changes',
      [label('street'), label('house-number'), undefined],
      [
        [0, 4],
        [5, 9],
      ],
    ],
    [
      'end at a word that is none',
      [label('city'), undefined, label('city')],
      [
        [0, 4],
        [10, 12],
      ],
    ],
  ])('%s', (_title, labels, spans) => {
    expect(joinWords(words, labels).map(({ start, end }) => [start, end])).toEqual(spans);
  });

  it('have the mean score of their words', () => {
    const [entity] = joinWords(words.slice(0, 2), [label('city', true, 0.6), label('city', false, 0.8)]);
    expect(entity?.score).toBeCloseTo(0.7);
  });
});
