import { type DateParts, dateCovers, isNegation, stopWords, type Token, valuesAgree } from '@stellwerk/text';

const ONE = /^(?:ein(?:e[nmrs]?|s)?|one)$/;

/** How much a token says about what a sentence is about. */
export function weightOf(token: Token): number {
  if (token.kind !== 'word') return 2;
  if (isNegation(token.folded)) return 1;
  if (stopWords.has(token.folded) || token.folded.length < 2) return 0.3;
  return /^\p{Lu}/u.test(token.text) ? 1.5 : 1;
}

export const isContent = (token: Token): boolean => weightOf(token) >= 1;

/** Whether a claimed token says no more than one of the source: equal value, same word but for its inflection. */
export function says(stated: Token, claimed: Token): boolean {
  if (claimed.kind === 'word')
    return stated.kind === 'word'
      ? stated.stem === claimed.stem
      : stated.kind === 'number' && ONE.test(claimed.folded) && isOne(stated);
  if (claimed.kind === 'number') {
    if (stated.kind === 'number')
      return (
        valuesAgree(stated.values, claimed.values) &&
        (stated.unit === undefined || claimed.unit === undefined || stated.unit === claimed.unit)
      );
    if (stated.kind === 'date') return isPartOf(stated.date, claimed);
    return ONE.test(stated.folded) && isOne(claimed);
  }
  if (claimed.kind === 'date') return stated.kind === 'date' ? dateCovers(stated.date, claimed.date) : false;
  return stated.kind === 'code' && stated.folded === claimed.folded;
}

/** A year, or a day whose month was cut off. */
const isPartOf = ({ year, day }: DateParts, { values, unit }: Token & { readonly kind: 'number' }): boolean =>
  unit === undefined && values.some((value) => value === year || value === day);

const isOne = (token: Token): boolean =>
  token.kind === 'number' && token.unit === undefined && token.values.includes(1);

/** Keys under which a token is found in an index of sentences. */
export function keysOf(token: Token): string[] {
  if (token.kind === 'word') return [token.stem];
  if (token.kind === 'number') return token.values.map((value) => `#${value}`);
  if (token.kind === 'code') return [`!${token.folded}`];
  const { year, month } = token.date;
  return [...(year === undefined ? [] : [`#${year}`]), ...(month === undefined ? [] : [`@${month}`])];
}
