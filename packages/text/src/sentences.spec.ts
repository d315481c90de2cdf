import fc from 'fast-check';
import { splitSentences } from './sentences.js';

const sentencesOf = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    ['two', 'Das ist eins. Das ist zwei!', ['Das ist eins.', 'Das ist zwei!']],
    ['an abbreviation', 'Dr. Weber kommt bzw. geht. Ja.', ['Dr. Weber kommt bzw. geht.', 'Ja.']],
    ['z. B.', 'Obst, z. B. Äpfel. Ende.', ['Obst, z. B. Äpfel.', 'Ende.']],
    ['initials', 'J. R. Smith came. He left.', ['J. R. Smith came.', 'He left.']],
    ['a German date', 'Am 3. Mai war es warm. Dann kalt.', ['Am 3. Mai war es warm.', 'Dann kalt.']],
    ['a decimal', 'It costs 3.50 euros. Fine.', ['It costs 3.50 euros.', 'Fine.']],
    ['quotes', 'He said "stop." Then he left.', ['He said "stop."', 'Then he left.']],
    ['a list', 'Items:\n- one\n- two', ['Items:', '- one', '- two']],
    ['a blank line', 'Titel\n\nText', ['Titel', 'Text']],
    ['nothing', '', []],
    ['blanks', ' \n ', []],
  ])('knows %s', (_name, text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });

  it('loses nothing but blanks, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '. ', 'B', '! ', '\n\n', ' ', '3. ', 'Mai', '"')), (parts) => {
        const text = parts.join('');
        expect(sentencesOf(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('cuts what never ends', () => {
    expect(
      Math.max(...splitSentences('word '.repeat(10_000)).map(({ start, end }) => end - start)),
    ).toBeLessThanOrEqual(2_000);
  });
});
