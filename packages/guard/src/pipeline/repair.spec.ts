import type { Finding } from '../text-check.js';
import { repaired } from './repair.js';

const at = (start: number, end: number, text?: string, score = 0.9): Finding => ({
  rule: 'brand.term',
  category: 'brand',
  start,
  end,
  score,
  layer: 'text',
  ...(text !== undefined && { remedy: { text } }),
});

describe('repaired', () => {
  it.each([
    ['nothing to do', [], 'abcdefgh'],
    ['a replacement', [at(2, 4, 'X')], 'abXefgh'],
    ['a span without a remedy', [at(2, 4)], 'ab[removed]efgh'],
    ['two apart, in any order', [at(6, 7, 'Y'), at(0, 1, 'X')], 'XbcdefYh'],
    ['the same span twice: the surer', [at(2, 4, 'X', 0.5), at(2, 4, 'Y', 0.9)], 'abYefgh'],
    ['one within another', [at(1, 6, 'X'), at(2, 4, 'Y')], 'aXgh'],
    ['two that overlap', [at(1, 4, 'X'), at(3, 6, 'Y')], 'a[removed]gh'],
    ['an insertion at the end', [at(8, 8, '!')], 'abcdefgh!'],
  ])('%s', (_name, findings, expected) => {
    expect(repaired('abcdefgh', findings)).toBe(expected);
  });
});
