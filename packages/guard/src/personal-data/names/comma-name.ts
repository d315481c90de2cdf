import type { Token } from '../reading/tokens.js';
import { isCapitalised, type NameWords, nameFrom } from './name-words.js';

/** "Muster, Anna" as tables and forms have it. */
export function commaName(text: string, tokens: readonly Token[], first: number): NameWords | undefined {
  const family = nameFrom(text, tokens, first, { lowerCase: true, maxWords: 1, anyWord: true });
  const comma = family && tokens[family.last];
  if (!family || !comma || text.slice(comma.end, comma.end + 2) !== ', ') return undefined;
  const given = nameFrom(text, tokens, family.last + 1, { lowerCase: true, maxWords: 2, anyWord: true });
  const [one, other, end] = [tokens[family.first], given && tokens[given.first], given && tokens[given.last]];
  if (!given || !one || !other || !end || isCapitalised(text, one) !== isCapitalised(text, other)) return undefined;
  // What ends here was the whole entry.
  if (!/^(?: ?(?:[\n;|\t<.)]|$)|, )/.test(text.slice(end.end, end.end + 2))) return undefined;
  return { ...family, last: given.last, words: 2, isKnownGiven: given.isKnownGiven };
}
