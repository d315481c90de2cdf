/** A run of letters and digits in a view. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: 'digits' | 'letters' | 'mixed';
  /** Lower case; empty for runs too long to be a word. */
  readonly lower: string;
  /** Upper case, digits for numerals that were spelled out; what codes are put together from. */
  readonly code: string;
}

/** Longer runs are neither words nor codes. */
const MAX_WORD = 64;
const LETTER = /^[\p{L}\p{M}]$/u;
const NUMERALS: ReadonlyMap<string, string> = new Map(
  [
    ...['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'].entries(),
    ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].entries(),
  ].map(([digit, word]) => [word, String(digit)] as const),
);
const MORE_NUMERALS: ReadonlyMap<string, string> = new Map([
  ['zwo', '2'],
  ['fuenf', '5'],
  ['oh', '0'],
  ['o', '0'],
]);
/** Fewer numerals in a row are prose. */
const MIN_NUMERALS = 6;

type CharacterClass = 0 | 1 | 2;
const classes = new Map<number, CharacterClass>();

/** 0 = neither, 1 = digit, 2 = letter. */
function classOf(code: number): CharacterClass {
  if (code < 128)
    return code >= 48 && code <= 57 ? 1 : (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 2 : 0;
  let known = classes.get(code);
  if (known === undefined) {
    // Halves of surrogate pairs are no letters here; there are as many entries as there are UTF-16 units, at most.
    known = LETTER.test(String.fromCharCode(code)) ? 2 : 0;
    classes.set(code, known);
  }
  return known;
}

/** A stretch that is taken as a whole and never part of a code or name. */
export interface Opaque {
  readonly start: number;
  readonly end: number;
}

/** A code longer than any that is looked for, so that it counts as a number and nothing goes on across it. */
export const OPAQUE_CODE = '0'.repeat(MAX_WORD);

/** Runs of letters and digits, in order, in one pass; opaque stretches are one token each. */
export function tokenise(text: string, opaque: Iterable<Opaque> = []): Token[] {
  const stretches = [...opaque];
  let stretch = 0;
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const whole = stretches[stretch];
    if (whole?.start === at) {
      tokens.push({ start: at, end: whole.end, kind: 'mixed', lower: '', code: OPAQUE_CODE });
      stretch += 1;
      at = whole.end;
      continue;
    }
    let kinds = 0;
    const start = at;
    for (; at < text.length; at++) {
      const one = classOf(text.charCodeAt(at));
      if (one === 0) break;
      kinds |= one;
    }
    if (at === start) {
      at += 1;
      continue;
    }
    const word = at - start <= MAX_WORD ? text.slice(start, at) : '';
    const lower = word.toLowerCase();
    tokens.push({
      start,
      end: at,
      kind: kinds === 1 ? 'digits' : kinds === 2 ? 'letters' : 'mixed',
      lower,
      code: kinds === 1 ? word : word.toUpperCase(),
    });
  }
  return withNumerals(text, tokens);
}

/** Six and more numerals in a row ("null eins fünf …") are digits. */
function withNumerals(text: string, tokens: Token[]): Token[] {
  let run = 0;
  for (let index = 0; index <= tokens.length; index++) {
    const token = tokens[index];
    const digit = token && (NUMERALS.get(token.lower) ?? MORE_NUMERALS.get(token.lower));
    if (digit !== undefined && (run === 0 || isJoined(text, tokens[index - 1], token))) {
      run += 1;
      continue;
    }
    if (run >= MIN_NUMERALS) {
      for (let back = index - run; back < index; back++) {
        const spelled = tokens[back];
        const value = spelled && (NUMERALS.get(spelled.lower) ?? MORE_NUMERALS.get(spelled.lower));
        if (spelled && value !== undefined) tokens[back] = { ...spelled, kind: 'digits', code: value };
      }
    }
    run = digit === undefined ? 0 : 1;
  }
  return tokens;
}

const isJoined = (text: string, one: Token | undefined, other: Token | undefined) =>
  one !== undefined &&
  other !== undefined &&
  /^[ ,-]{1,2}$/.test(text.slice(one.end, Math.min(other.start, one.end + 3)));
