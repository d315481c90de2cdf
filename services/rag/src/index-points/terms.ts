import { type DateParts, folded, stopWords, type Token, tokenise, unitOf } from '@stellwerk/text';
import { codesOf } from './exact-terms.js';

/** Languages with stop words and endings; texts of others give their folded words. */
const STEMMED: ReadonlySet<string> = new Set(['de', 'en']);
const GRAM = 4;
/** Shorter names of units, such as `min` and `kg`, count beside numbers only. */
const SHORTEST_UNIT = 4;

/**
 * Words as they are looked up: stems without stop words, numbers by value (`zwei`, `two` and `2` are one term), dates by
 * day, month and year, codes whole and without separators.
 * @param language Primary tag; a text that is neither German nor English gives its folded words with their endings
 */
export function wordTerms(text: string, language: string): string[] {
  const isStemmed = STEMMED.has(language);
  return [...tokenise(text).flatMap((token) => termsOf(token, isStemmed)), ...codesOf(text)];
}

function termsOf(token: Token, isStemmed: boolean): string[] {
  switch (token.kind) {
    case 'word':
      return wordTerm(token.folded, token.stem, isStemmed);
    case 'number':
      if (stopWords.has(token.folded)) return [];
      return [...token.values.map(numberTerm), ...(token.unit === undefined ? [] : [unitTerm(token.unit)])];
    case 'date':
      return dateTerms(token.date);
    case 'code':
      return [];
  }
}

function wordTerm(word: string, stem: string, isStemmed: boolean): string[] {
  if (!isStemmed) return [word];
  if (stopWords.has(word)) return [];
  const unit = word.length >= SHORTEST_UNIT ? unitOf(word) : undefined;
  return [unit ? unitTerm(unit.base) : stem];
}

const numberTerm = (value: number): string => `#${value}`;
const unitTerm = (unit: string): string => `%${unit}`;

function dateTerms({ day, month, year }: DateParts): string[] {
  return [
    ...(day === undefined ? [] : [numberTerm(day)]),
    ...(month === undefined ? [] : [`#month${month}`]),
    ...(year === undefined ? [] : [numberTerm(year)]),
  ];
}

/** Overlapping runs of four characters of each folded word with its borders (`_haus_`: `_hau`, `haus`, `aus_`); shorter words whole. */
export function gramTerms(text: string): string[] {
  const grams: string[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)) {
    const bordered = `_${folded(word)}_`;
    for (let at = 0; at === 0 || at + GRAM <= bordered.length; at++) grams.push(bordered.slice(at, at + GRAM));
  }
  return grams;
}
