/** Letters as they are compared: lower case, one writing per letter, no umlauts and no apostrophe. */
export const folded = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');

const ENDINGS = /(?:e[nrsm]?|s|n|ed|ing)$/;
const SHORTEST = 4;

/**
 * A folded word without its German or English ending of case, number or tense, as long as four letters remain. Light on
 * purpose: comparatives in `-er` fall together with their positive, superlatives and derivations stay words of their own.
 */
export function stemOf(word: string): string {
  const stem = word.replace(ENDINGS, '');
  return stem.length >= SHORTEST ? stem : word;
}
