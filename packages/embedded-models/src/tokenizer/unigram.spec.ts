import fc from 'fast-check';
import { piecesOf, tablesOf } from '../testing/tables.js';
import { UnigramTokenizer } from './unigram.js';

const vocabulary = {
  '▁': -3,
  '▁a': -2,
  '▁ab': -2.5,
  a: -3,
  b: -3.5,
  c: -4,
  bc: -4.5,
  abc: -9,
  ä: -5,
  '▁ä': -4,
  '😀': -6,
};
const tokenizer = new UnigramTokenizer(tablesOf(vocabulary, { '\u00a0': ' ', ﬁ: 'fi', '\u200b': '' }));
const cut = (text: string) => piecesOf(vocabulary, tokenizer.encode(text, 1_000).ids);

describe('Unigram tokenizer', () => {
  it.each([
    ['takes the most probable way', 'abc', ['▁a', 'bc']],
    ['marks every space', 'a b', ['▁a', '▁', 'b']],
    ['makes runs of spaces one', 'a   b', ['▁a', '▁', 'b']],
    ['replaces characters first', 'a\u00a0\u00a0a', ['▁a', '▁a']],
    ['leaves characters out', 'a\u200bb', ['▁ab']],
    ['composes what is written apart', 'a\u0308', ['▁ä']],
    ['knows characters beyond 16 bits', '😀', ['▁', '😀']],
    ['has a piece for what it does not know', 'x', ['▁', '<unk>']],
    ['takes an unpaired surrogate for an unknown character', 'a\ud800', ['▁a', '<unk>']],
    ['has one space for an empty text', '', ['▁']],
  ])('%s', (_title, text, pieces) => {
    expect(cut(text)).toEqual(pieces);
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ä', 'x', ' ', '😀', '\u00a0'), maxLength: 12 });

  it('loses nothing but what it does not know', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const pieces = cut(text).map((piece) => (piece === '<unk>' ? 'x' : piece));
        expect(pieces.join('')).toBe(tokenizer.normalise(text));
      }),
    );
  });

  it('finds no worse way than any other', () => {
    const scores: Readonly<Record<string, number>> = vocabulary;
    const unknown = -9 - 10;
    const best = (text: string): number => {
      if (text === '') return 0;
      const [first = ''] = text;
      const ways = Object.keys(vocabulary).filter((piece) => text.startsWith(piece));
      return Math.max(
        unknown + best(text.slice(first.length)),
        ...ways.map((piece) => (scores[piece] ?? 0) + best(text.slice(piece.length))),
      );
    };
    fc.assert(
      fc.property(letters, (text) => {
        const total = cut(text).reduce((sum, piece) => sum + (scores[piece] ?? unknown), 0);
        expect(total).toBeCloseTo(best(tokenizer.normalise(text)), 4);
      }),
    );
  });

  it.each([
    [2, 'abc', false],
    [1, 'abc', true],
    [3, 'a a a', false],
    [2, 'a a a', true],
  ])('keeps %i pieces of "%s" and says whether there were more: %s', (maxPieces, text, truncated) => {
    const whole = tokenizer.encode(text, 1_000).ids;
    expect(tokenizer.encode(text, maxPieces)).toEqual({ ids: whole.slice(0, maxPieces), truncated });
  });

  it.each([
    ['one word without end', 'a'.repeat(5_000_000)],
    ['words without end', 'ab '.repeat(2_000_000)],
    ['spaces without end', ' '.repeat(5_000_000)],
  ])('reads no more than it needs of %s', (_title, text) => {
    // Time of the processor: a busy machine adds none of it.
    const before = process.cpuUsage();
    expect(tokenizer.encode(text, 510).truncated).toBe(true);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  });
});
