import { cueBook, findCues } from './cues.js';
import { tokenise } from './tokens.js';

const book = cueBook<'tax' | 'pass' | 'name'>([
  ['steuer id', ['tax']],
  ['steuerident*', ['tax']],
  ['pass', ['pass']],
  ['reisepass nr', ['pass']],
  ['tax ident*', ['tax']],
  ['name', ['name']],
  ['name', ['pass']],
]);
const cuesOf = (text: string) =>
  findCues(tokenise(text), book).map(({ start, end, kinds }) => [text.slice(start, end), [...kinds].join()]);

describe('cues', () => {
  it.each([
    ['a phrase with a hyphen', 'Steuer-ID: 1', [['Steuer-ID', 'tax']]],
    ['a phrase with a blank', 'steuer id 1', [['steuer id', 'tax']]],
    ['words too far apart', 'Steuer und eine ID', []],
    ['a stem', 'Steueridentifikationsnummer', [['Steueridentifikationsnummer', 'tax']]],
    ['an open last word', 'tax identification number', [['tax identification', 'tax']]],
    ['the longest phrase', 'Reisepass-Nr. 1', [['Reisepass-Nr', 'pass']]],
    ['a word of two kinds', 'Name', [['Name', 'name,pass']]],
    ['a whole word alone', 'passend', []],
  ])('%s', (_title, text, expected) => {
    expect(cuesOf(text)).toEqual(expected);
  });
});
