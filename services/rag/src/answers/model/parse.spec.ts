import fc from 'fast-check';
import { SentenceParser } from './parse.js';

const parsed = (pieces: readonly string[]) => {
  const parser = new SentenceParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()].map(({ text, sources }) => [
    text,
    ...sources,
  ]);
};

describe('sentences of a model', () => {
  it.each<[string, string, (string | number)[][]]>([
    [
      'markers before the full stop',
      'Lamps cost 5 euros [1]. Shipping is free [2].',
      [
        ['Lamps cost 5 euros.', 1],
        ['Shipping is free.', 2],
      ],
    ],
    [
      'markers behind the full stop',
      'Lamps cost 5 euros. [1] Shipping is free.[2]',
      [
        ['Lamps cost 5 euros.', 1],
        ['Shipping is free.', 2],
      ],
    ],
    ['several markers', 'Lamps cost 5 euros [1, 3][2].', [['Lamps cost 5 euros.', 1, 3, 2]]],
    [
      'named and other brackets',
      'Lampen kosten 5 Euro [Quelle 2]. Versand frei 【3†x】.',
      [
        ['Lampen kosten 5 Euro.', 2],
        ['Versand frei.', 3],
      ],
    ],
    [
      'list items',
      '- Lamps cost 5 euros [1].\n- Shipping is free [2].',
      [
        ['Lamps cost 5 euros.', 1],
        ['Shipping is free.', 2],
      ],
    ],
    ['no marker', 'Lamps cost 5 euros.', [['Lamps cost 5 euros.']]],
    ['nothing', ' \n', []],
    ['no words', '[1] ... 42', []],
  ])('with %s', (_title, text, expected) => {
    expect(parsed([text])).toEqual(expected);
  });

  it('are the same in whatever pieces they come', () => {
    const text = 'Lamps cost 5 euros. [1] Dr. Alt ships them, e.g. by rail [2]. Returns are free! [3, 1]';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(parsed(pieces)).toEqual(parsed([text]));
      }),
    );
  });
});
