import { identifyLanguage } from '@stellwerk/guard/language';

/** Letters from which on the text is believed rather than what is announced for it. */
const SURE_LETTERS = 80;

/**
 * Language of a text: what it is recognised as, where it is long enough to be sure; else what was announced; else the best
 * guess, `und` (BCP 47: undetermined) where there is none.
 */
export function languageOf(text: string, announced: string | undefined): { language: string; disagrees: boolean } {
  const { code, isReliable } = identifyLanguage(text);
  const isLong = (text.slice(0, 2_000).match(/\p{L}/gu)?.length ?? 0) >= SURE_LETTERS;
  const isSure = code !== 'unknown' && isReliable && isLong;
  if (announced === undefined) return { language: code === 'unknown' ? 'und' : code, disagrees: false };
  return isSure && code !== announced ? { language: code, disagrees: true } : { language: announced, disagrees: false };
}
