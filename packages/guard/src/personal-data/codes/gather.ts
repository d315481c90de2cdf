import { OPAQUE_CODE, type Token } from '../reading/tokens.js';
import type { Code } from './code-type.js';

/** The longest code: an IBAN of Malta or Saint Lucia has 31 and 32 characters, ISO 13616 allows 34. */
const MAX_CHARACTERS = 34;
/** Between two groups: a blank, a dot, a hyphen, a slash, some with a blank on either side. */
const JOINT = /^(?: ?[-./·] ?| {1,2}|,? )$/;
const MAX_JOINT = 3;
const CODE = /\d|^[^AEIOU]+$/;

/** A code and where it stands. */
export interface GatheredCode extends Code {
  readonly start: number;
  readonly end: number;
  /** Whether digits stand right before or behind it, as if it were cut out of a longer number. */
  readonly torn: boolean;
}

/**
 * Every run of groups that begins at a token and ends at a token: at most 34 for each token, so the whole costs a constant
 * for each character of the text. `isWanted` says whether anything has that form.
 */
export function* gatherCodes(
  text: string,
  tokens: readonly Token[],
  isWanted: (characters: string) => boolean,
): Generator<GatheredCode> {
  for (let first = 0; first < tokens.length; first++) {
    const token = tokens[first];
    if (
      !token ||
      token.code.length > MAX_CHARACTERS ||
      isWord(token) ||
      isLetterspaced(text, tokens[first - 1], token) ||
      isHardJoined(text, token.start, -1)
    )
      continue;
    let characters = '';
    const groups: number[] = [];
    for (let last = first; last < tokens.length; last++) {
      const next = tokens[last];
      const previous = tokens[last - 1];
      if (!next || isWord(next) || (last > first && previous && !isJoint(text, previous.end, next.start))) break;
      characters += next.code;
      groups.push(next.code.length);
      if (characters.length > MAX_CHARACTERS) break;
      // A word is no code: codes have a digit, or no vowel.
      if (
        isLetterspaced(text, next, tokens[last + 1]) ||
        !CODE.test(characters) ||
        !isWanted(characters) ||
        isHardJoined(text, next.end, 1)
      )
        continue;
      const written = text.slice(token.start, next.end);
      if (!isOneCase(written)) continue;
      yield {
        characters,
        written,
        groups: [...groups],
        start: token.start,
        end: next.end,
        torn: isTorn(text, tokens, first, last),
      };
    }
  }
}

/** Codes have no word of five letters and more with a vowel in it: bank codes in an IBAN have four. */
const isWord = ({ kind, code }: Token) => kind === 'letters' && code.length > 4 && /[AEIOU]/.test(code);

/** Single digits with blanks between are one number: none begins or ends within. */
export const isLetterspaced = (text: string, one: Token | undefined, other: Token | undefined) =>
  one?.kind === 'digits' &&
  other?.kind === 'digits' &&
  one.code.length === 1 &&
  other.code.length === 1 &&
  other.start - one.end === 1 &&
  text[one.end] === ' ';

const isJoint = (text: string, from: number, to: number) => to - from <= MAX_JOINT && JOINT.test(text.slice(from, to));

/** Whether a hyphen, dot, slash or underscore without blanks joins a place to more letters or digits. */
function isHardJoined(text: string, at: number, direction: 1 | -1): boolean {
  const [joint, beyond] = direction < 0 ? [text[at - 1], text[at - 2]] : [text[at], text[at + 1]];
  if (joint === undefined || beyond === undefined || !/[-._/@#]/.test(joint)) return false;
  return /[\p{L}\d]/u.test(beyond);
}

/** Codes are written in capitals or all small; words among them are neither. */
const isOneCase = (written: string) => !(/\p{Lu}/u.test(written) && /\p{Ll}/u.test(written));

function isTorn(text: string, tokens: readonly Token[], first: number, last: number): boolean {
  const beside = (index: number, from: number, to: number) =>
    (tokens[index]?.kind === 'digits' || tokens[index]?.code === OPAQUE_CODE) &&
    to - from <= 1 &&
    /^[ -]?$/.test(text.slice(from, to));
  const [one, other] = [tokens[first - 1], tokens[last + 1]];
  const [start, end] = [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0];
  return (
    (one !== undefined && beside(first - 1, one.end, start)) ||
    (other !== undefined && beside(last + 1, end, other.start))
  );
}
