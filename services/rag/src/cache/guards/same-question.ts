import { areOpposites, says } from '@stellwerk/claims';
import { isNegation, stopWords, type Token, tokenise } from '@stellwerk/text';
import { kindOf } from '../../answers/question/kind.js';
import { areSynonyms, carriers, modalOf, relations } from './words.js';

/** What two questions differ in. */
export type QuestionDifference =
  | 'kind'
  | 'value'
  | 'bound'
  | 'name'
  | 'negation'
  | 'modality'
  | 'direction'
  | 'relation'
  | 'word'
  | 'empty';

/**
 * What keeps two questions from being the same one, or undefined where every value, name and word of one has its like in
 * the other. Strict: a word that is replaced or added counts, unless it is listed as a synonym or as saying nothing. What
 * is let through may be put differently in order, inflection, format and politeness.
 */
export function questionDifference(first: string, second: string): QuestionDifference | undefined {
  const [bare, otherBare] = [withoutGreeting(first), withoutGreeting(second)];
  if (kindOf(bare) !== kindOf(otherBare)) return 'kind';
  const [one, other] = [tokenise(bare), tokenise(otherBare)];
  const [values, otherValues] = [one.filter(isValue), other.filter(isValue)];
  if (!inStep(values, otherValues, isSame)) return 'value';
  if (!inStep(values, otherValues, (a, b) => boundOf(a) === boundOf(b))) return 'bound';
  if (count(one, isNegationToken) !== count(other, isNegationToken)) return 'negation';
  if (bagOf(one, ({ folded }) => modalOf(folded)) !== bagOf(other, ({ folded }) => modalOf(folded))) return 'modality';
  const [only, otherOnly] = [without(one, other), without(other, one)];
  if (only.some((a) => otherOnly.some((b) => areOpposites(a.text, b.text)))) return 'direction';
  if (bagOf(one, relationOf) !== bagOf(other, relationOf)) return 'relation';
  if (only.some(saysSomething) || otherOnly.some(saysSomething))
    return [...only, ...otherOnly].some(isName) ? 'name' : 'word';
  // Names may not change places: from Graz to Basel is not from Basel to Graz.
  if (!inStep(one.filter(isName), other.filter(isName), isSame)) return 'direction';
  return one.some(saysSomething) ? undefined : 'empty';
}

const GREETING =
  /^(?:(?:hallo|hi|hey|guten (?:tag|morgen|abend)|bitte|hello|good (?:morning|day|evening)|please)[\s,!.:]+)+/i;
const withoutGreeting = (question: string): string => question.replace(GREETING, '');

const isValue = (token: Token) => token.kind !== 'word';
const isNegationToken = (token: Token) => isNegation(token.folded);
const relationOf = (token: Token) => (relations.has(token.folded) ? token.folded : undefined);
const boundOf = (token: Token) => (token.kind === 'number' ? token.bound : undefined);
const isName = (token: Token) =>
  token.kind === 'word' && token.start > 0 && /^\p{Lu}/u.test(token.text) && saysSomething(token);

/** Whether a word would change what is asked. Unlike in prose every word of a question counts that is not listed. */
const saysSomething = (token: Token): boolean =>
  token.kind !== 'word' ||
  (!stopWords.has(token.folded) &&
    !carriers.has(token.folded) &&
    !relations.has(token.folded) &&
    modalOf(token.folded) === undefined);

/** Equal both ways: neither says less than the other. */
function isSame(one: Token, other: Token): boolean {
  if (one.kind === 'word' && other.kind === 'word')
    return one.stem === other.stem || areSynonyms(one.folded, other.folded);
  if (one.kind === 'number' && other.kind === 'number' && one.unit !== other.unit) return false;
  return one.kind === other.kind && says(one, other) && says(other, one);
}

const without = (tokens: readonly Token[], others: readonly Token[]) =>
  tokens.filter((token) => !others.some((other) => isSame(token, other)));

const inStep = (one: readonly Token[], other: readonly Token[], agree: (a: Token, b: Token) => boolean) =>
  one.length === other.length &&
  one.every((token, index) => {
    const partner = other[index];
    return partner !== undefined && agree(token, partner);
  });

const count = (tokens: readonly Token[], counts: (token: Token) => boolean) => tokens.filter(counts).length;

const bagOf = (tokens: readonly Token[], nameOf: (token: Token) => string | undefined): string =>
  tokens
    .flatMap((token) => nameOf(token) ?? [])
    .sort()
    .join(' ');
