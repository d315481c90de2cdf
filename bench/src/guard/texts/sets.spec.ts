import { rowsOf } from './sets.js';

describe('rowsOf', () => {
  it.each([
    ['plain', 'a,b\n1,2\n', ',', [{ a: '1', b: '2' }]],
    ['quotes, commas and line ends in a field', 'a,b\n"x, ""y""\nz",2', ',', [{ a: 'x, "y"\nz', b: '2' }]],
    ['tabs and CRLF', 'a\tb\r\n1\t2\r\n', '\t', [{ a: '1', b: '2' }]],
    ['a quote within a field', 'a,b\n5" pipe,2', ',', [{ a: '5" pipe', b: '2' }]],
    ['a missing field', 'a,b,c\n1,2', ',', [{ a: '1', b: '2', c: '' }]],
  ])('%s', (_name, text, separator, expected) => {
    expect(rowsOf(text, separator)).toEqual(expected);
  });
});
