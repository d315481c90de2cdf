import { tableCells } from './layout.js';

const titled = (text: string) =>
  tableCells(text).flatMap(({ start, end, title }) =>
    title ? [[text.slice(title.start, title.end).trim(), text.slice(start, end).trim()]] : [],
  );

describe('tables', () => {
  it.each([
    [
      'bars',
      'Name | LANR\nAnna | 1\nBert | 2',
      [
        ['Name', 'Anna'],
        ['LANR', '1'],
        ['Name', 'Bert'],
        ['LANR', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b;c\n1;2;3',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    ['two lines of another shape', 'a;b;c\n1;2', []],
    ['one semicolon in prose', 'Erst dies; dann das\nErst dies; dann das', []],
    ['one line', 'a\tb', []],
    ['a title as long as a page', `${'x'.repeat(200)}\tb\n1\t2`, [['b', '2']]],
  ])('of %s', (_title, text, expected) => {
    expect(titled(text)).toEqual(expected);
  });
});
