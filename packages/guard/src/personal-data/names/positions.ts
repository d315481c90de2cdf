import type { Token } from '../reading/tokens.js';

/** Whether a place is the first of its line, but for marks of quotation and of speakers. */
export const isLineStart = (text: string, at: number) =>
  /(?:^|\n)[>\s*_-]{0,6}$/.test(text.slice(Math.max(0, at - 8), at));

/** A line that closes a letter is shorter. */
export const LONGEST_CLOSING = 60;

/** End of the line that a place is in, as far as it is near. */
export function lineEnd(text: string, at: number): number {
  const found = text.slice(at, at + LONGEST_CLOSING).indexOf('\n');
  return found < 0 ? Math.min(text.length, at + LONGEST_CLOSING) : at + found;
}

/** Whether a sentence, a line or what somebody says begins at a place. */
export const sentenceStarts = (text: string, at: number) =>
  at === 0 ||
  /(?:[.!?:>–-]\s{1,2}|:\d\d\]\s{1,2}|\n\s{0,8}|^\s{1,8}|["„“‘'(|;\t]\s?)$/.test(text.slice(Math.max(0, at - 10), at));

/** Index behind a verb that states a name, if there is one. */
export const afterIs = (tokens: readonly Token[], index: number) =>
  /^(?:ist|is|heißt|lautet|war|was)$/.test(tokens[index]?.lower ?? '') ? index + 1 : index;
