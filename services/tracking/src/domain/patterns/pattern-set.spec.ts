import fc from 'fast-check';
import { LiteralScanner } from './literal-scanner.js';
import { PatternSet } from './pattern-set.js';
import { requiredLiterals } from './required-literals.js';

/** Few letters, so that words overlap and contain each other. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });

describe('finding words', () => {
  it('finds exactly the words that a text contains', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ß'), maxLength: 40 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), text, (words, given) => {
        const found = new Set<number>();
        new LiteralScanner(words).scan(given, (index) => found.add(index));
        expect([...found].sort()).toEqual(words.flatMap((one, index) => (given.includes(one) ? index : [])).sort());
      }),
    );
  });
});

describe('texts that a match needs', () => {
  it.each<[string, readonly string[] | null]>([
    ['Googlebot\\/', ['googlebot/']],
    ['(?:Ant-|)Nutch', ['ant-nutch', 'nutch']],
    ['(bingbot|Yeti)[ /](\\d+)', ['bingbot/', 'bingbot ', 'yeti/', 'yeti ']],
    ['[Bb]ot\\b', ['bot']],
    ['\\bfoo?bar', ['foobar', 'fobar']],
    ['\\bfoo{0,1}bar', ['bar']],
    ['colou?r+s', ['colou', 'colo']],
    ['x(?=abcdef)', null],
    ['(?<!cu)bot(?![a-z])', ['bot']],
    ['.*', null],
    ['a|bcd', null],
    ['[a-z]+\\d', null],
    ['abc(?:def)*', ['abc']],
    ['abc(?:defghi)+', ['defghi']],
    ['a{2}bcd', ['bcd']],
    ['(?<name>abc)\\k', ['abc']],
    ['^Zao$', ['zao']],
    ['\\u0041bcd', ['bcd']],
    ['\\x41bcd', ['bcd']],
    ['[^a]bcd[.]', ['bcd.']],
  ])('of %s', (source, literals) => {
    const found = requiredLiterals(source);
    expect(found === null ? null : [...found].sort()).toEqual(literals === null ? null : [...literals].sort());
  });
});

describe('a set of patterns', () => {
  const sources = ['ab?c', 'a(?:b|c)c', '[ab]c|ca', 'b+a', '^ab', 'cc$', 'a.c', '(?:ab){2}', 'b(?!c)', 'abc|cba'];
  const set = new PatternSet(sources.map((source) => new RegExp(source)));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', ' '), maxLength: 12 });

  it('finds what trying each in turn finds', () => {
    fc.assert(
      fc.property(text, (given) => {
        const fitting = sources.flatMap((source, index) => (new RegExp(source).test(given) ? index : []));
        expect(set.all(given)).toEqual(fitting);
        expect(set.first(given)?.index).toBe(fitting[0]);
      }),
    );
  });
});
