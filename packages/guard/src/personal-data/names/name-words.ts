import type { Token } from '../reading/tokens.js';
import { commonNouns, functionWords } from './common-words.js';
import { givenNames } from './given-names.js';
import { particles } from './particles.js';
import { surnames } from './surnames.js';

/** Words from the text that could be a name. */
export interface NameWords {
  /** Indices of the first and last token. */
  readonly first: number;
  readonly last: number;
  /** Words without particles and initials; parts of a double name count as one. */
  readonly words: number;
  readonly isKnownGiven: boolean;
  readonly isKnownSurname: boolean;
  readonly hasInitial: boolean;
}

export interface ScoredName extends NameWords {
  readonly score: number;
}

export interface NameLimits {
  /** Names written small are taken, too. */
  readonly lowerCase: boolean;
  readonly maxWords: number;
  /** Words that are nouns elsewhere ("Koch") are taken, too. */
  readonly anyWord?: boolean;
  /** Behind the first word, capitals are enough ("Malin Liebe"): for places where nothing but a name stands. */
  readonly anyPart?: boolean;
}

const LONGEST_WORD = 30;
/** Particles, initials and parts of double names included. */
const MAX_TOKENS = 10;
const MAX_PARTICLES = 3;
const ARTICLES = new Set(['der', 'den', 'dem', 'zu', 'zum', 'zur', 'd', 'o']);

/** Reads a name from a token on: "Anna-Lena von der Heide", "A. Müller", "O'Neill", "Müller, Anna" where `reversed`. */
export function nameFrom(
  text: string,
  tokens: readonly Token[],
  first: number,
  limits: NameLimits,
): NameWords | undefined {
  let [last, words, hasInitial, isKnownGiven, isKnownSurname] = [first - 1, 0, false, false, false];
  for (let index = first; index < tokens.length && index < first + MAX_TOKENS; index++) {
    const token = tokens[index];
    const previous = tokens[index - 1];
    if (token?.kind !== 'letters' || token.lower === '' || token.lower.length > LONGEST_WORD) break;
    const joint = index === first || !previous ? '' : text.slice(previous.end, Math.min(token.start, previous.end + 3));
    const isDouble = index > first && (joint === '-' || joint === "'" || joint === '’' || joint === "-'");
    if (
      index > first &&
      !isDouble &&
      joint !== ' ' &&
      joint !== '  ' &&
      !(joint === '. ' && isInitial(text, previous)) &&
      !(joint === '.' && isInitial(text, previous))
    )
      break;
    if (isInitial(text, token)) {
      hasInitial = true;
      continue;
    }
    if (isDouble) {
      last = index;
      isKnownSurname ||= surnames.has(token.lower);
      continue;
    }
    if (isParticle(text, tokens, index, limits)) continue;
    if (
      words === limits.maxWords ||
      (!(limits.anyPart && words > 0 && isCapitalised(text, token) && token.end - token.start > 2) &&
        !isNameWord(text, token, limits))
    )
      break;
    words += 1;
    last = index;
    if (words === 1) isKnownGiven = givenNames.has(token.lower);
    isKnownSurname ||= words > 1 || hasInitial ? surnames.has(token.lower) : false;
  }
  return words === 0 ? undefined : { first, last, words, isKnownGiven, isKnownSurname, hasInitial };
}

/** A single capital with a full stop. */
export const isInitial = (text: string, token: Token | undefined) =>
  token !== undefined &&
  token.end - token.start === 1 &&
  text[token.end] === '.' &&
  /\p{Lu}/u.test(text.charAt(token.start));

/** A particle counts where a name goes on behind it. */
function isParticle(text: string, tokens: readonly Token[], index: number, limits: NameLimits, depth = 1): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]];
  if (!token || !next || !particles.has(token.lower)) return false;
  // "Kreis der Angehörigen": articles belong to a name behind "von" alone.
  if (ARTICLES.has(token.lower) && !particles.has(tokens[index - 1]?.lower ?? '')) return false;
  if (next.start - token.end > 1 || next.kind !== 'letters') return false;
  if (particles.has(next.lower)) return depth < MAX_PARTICLES && isParticle(text, tokens, index + 1, limits, depth + 1);
  return isCapitalised(text, next) && isNameWord(text, next, limits);
}

export const isCapitalised = (text: string, { start }: Token) => /\p{Lu}/u.test(text.charAt(start));

/** Capital and small letters, or all capitals; where `lowerCase`, all small. */
function isNameWord(text: string, token: Token, { lowerCase, anyWord }: NameLimits): boolean {
  if (functionWords.has(token.lower) && !givenNames.has(token.lower)) return false;
  if (!anyWord && commonNouns.has(token.lower) && !givenNames.has(token.lower)) return false;
  if (isCapitalised(text, token)) return token.end - token.start > 1;
  return lowerCase && token.end - token.start > 1;
}
