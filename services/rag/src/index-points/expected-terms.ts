import { isYear, type Token, tokenise } from '@stellwerk/text';

/** What kind of answer a question looks for, as far as it can be told from a sentence whether it holds one. */
export type ExpectedKind = 'number' | 'date';

const TERMS: Readonly<Record<ExpectedKind, string>> = { number: '?number', date: '?date' };

const NUMBER_QUESTION =
  /\b(?:wie ?viele?[nmr]?|wie (?:groß|hoch|alt|lange?|weit|schnell|schwer|tief|breit|oft|teuer)|welche[rn]? (?:anzahl|prozentsatz|höhe)|prozent|what (?:number|amount|percentage|percent|proportion)|how (?:many|much|old|long|far|tall|large|big|often|deep|fast|high|expensive))\b/iu;
const DATE_QUESTION =
  /\b(?:wann|(?:in |an )?welche[mns]? (?:jahr(?:en|es)?|datum|tag|monat|jahrhundert|jahrzehnt)|when|(?:what|which) (?:year|date|day|month|century|decade))\b/iu;
const CENTURY = /^(?:jahrhunderte?[ns]?|centur(?:y|ies)|jahrzehnte?n?|decades?)$/;

/**
 * The kind of answer a German or English question looks for, as a term of the field `words`; none where it cannot be told
 * from its words.
 */
export function expectedTerms(question: string): string[] {
  if (DATE_QUESTION.test(question)) return [TERMS.date];
  return NUMBER_QUESTION.test(question) ? [TERMS.number] : [];
}

/** The kinds of answer that a text holds, as terms: one for any number, one for any date, year or century. */
export function heldTerms(text: string): string[] {
  const tokens = tokenise(text);
  return [...(tokens.some(isNumber) ? [TERMS.number] : []), ...(tokens.some(isDate) ? [TERMS.date] : [])];
}

const isNumber = ({ kind }: Token): boolean => kind === 'number' || kind === 'date';
const isDate = (token: Token): boolean =>
  token.kind === 'date' ||
  (token.kind === 'number' && token.values.some(isYear)) ||
  (token.kind === 'word' && CENTURY.test(token.folded));
