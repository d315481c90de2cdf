import { folded } from '@stellwerk/text';

/** Letters and digits in one piece, in any case: `WR-1042`, `wr1042`, `a380`, `4711/b`. */
const CODE =
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}_./-]{0,63}\p{N})(?=[\p{L}\p{N}_./-]{0,63}\p{L})[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+){0,8}(?![\p{L}\p{N}])/gu;
/** Numbers with an ending or a unit, such as `19th`, `1990er` and `5kg`, are no codes that somebody looks up. */
const NUMBER_WITH_LETTERS = /^\d+[a-z]{1,3}$/;
/** Order, article and telephone numbers; a year is shorter. */
const LONG_NUMBER = /(?<![\p{L}\p{N}.,])\d{5,32}(?![\p{L}\p{N}]|[.,]\d)/gu;
const QUOTED = /["„“”«»]([^"„“”«»]{1,256})["„“”«»]/gu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Codes of a text as terms: folded, without separators, so that `WR-1042` and `wr1042` are one. */
export const codesOf = (text: string): string[] => [...text.matchAll(CODE)].map(([code]) => codeTerm(code));

/** Neighbouring words of a text as terms: by them a quoted phrase is found word for word. */
export const phraseTerms = (text: string): string[] => {
  const words = [...text.matchAll(WORD)].map(([word]) => folded(word));
  return words.slice(1).map((word, index) => `"${words[index]} ${word}`);
};

/**
 * What of a question must be found as it is written, as terms of the field `words`: codes, numbers of five digits or more
 * and phrases in quotation marks.
 */
export function exactTerms(question: string): string[] {
  const codes = codesOf(question).filter((term) => !NUMBER_WITH_LETTERS.test(term.slice(1)));
  const numbers = [...question.matchAll(LONG_NUMBER)].map(([digits]) => `#${Number(digits)}`);
  const phrases = [...question.matchAll(QUOTED)].flatMap(([, phrase = '']) => phraseTerms(phrase));
  return [...new Set([...codes, ...numbers, ...phrases])];
}

const codeTerm = (code: string): string => `=${folded(code).replace(/[^\p{L}\p{N}]/gu, '')}`;
