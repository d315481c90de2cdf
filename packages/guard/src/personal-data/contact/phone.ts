import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { Candidate } from '../candidate.js';
import { isLetterspaced } from '../codes/gather.js';
import { scoreOf } from '../codes/score.js';
import { phrases } from '../reading/phrases.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';

/** Countries whose national writings are read, in this order. */
export const defaultPhoneCountries: readonly CountryCode[] = ['DE', 'AT', 'CH', 'GB', 'US'];

const MIN_DIGITS = 7;
/** ITU-T E.164, and an international prefix of two more. */
const MAX_DIGITS = 17;
const MAX_GROUPS = 17;
/** Ends that are tried, the farthest first. */
const MAX_ENDS = 5;
/** Dates have the digits of a short number. */
const DATE = /^(?:\d{1,2}([./-]) ?\d{1,2}\1 ?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)$/;
const JOINT = /^(?: ?[-./()] ?| {1,2}|\) ?[-/]? ?| ?\(0\) ?| ?\(|[-/.]\(|\)\(|, )$/;

export const phoneCues = phrases(`
  tel, telefon*, telephone*, phone*, rufnummer*, ruf nr, handy*, mobil, mobilnummer*, mobiltelefon*, mobilfunk*,
  mobile, cell, cell phone, cellphone*, fax, faxnummer*, festnetz*, durchwahl, landline*, anrufen, anruf,
  angerufen, call, call me, rückruf*, whatsapp, signal, sms, contact number, kontaktnummer, erreiche, erreichen,
  erreichbar, reach, ring`);

/** Telephone numbers; what a country gives out is libphonenumber's knowledge. */
export function* findPhones(
  { text, tokens, context }: Reading,
  countries: readonly CountryCode[] = defaultPhoneCountries,
): Generator<Candidate> {
  for (let index = 0; index < tokens.length; index++) {
    const first = tokens[index];
    if (first?.kind !== 'digits' || first.code.length > MAX_DIGITS || isLetterspaced(text, tokens[index - 1], first))
      continue;
    const prefix = prefixBefore(text, first.start, tokens[index - 1]);
    if (prefix === undefined) continue;
    const announced = context.evidence('phone', prefix.start, first.end);
    if (
      !prefix.isInternational &&
      !/^0/.test(first.code) &&
      announced !== 'announced' &&
      !isAmerican(text, tokens, index)
    )
      continue;
    const found = longestNumber(text, tokens, index, prefix.isInternational, countries);
    if (!found) continue;
    // National numbers without a blank are order numbers more often, but for mobiles.
    // Digits right before belong to the same number, which then is none.
    const before = tokens[index - 1];
    const isTorn = !prefix.isInternational && before?.kind === 'digits' && text.slice(before.end, first.start) === ' ';
    const isSplit = found.groups > 1;
    const isMobile = /^0(?:1[567]|7[1-9])/.test(found.digits);
    const alone = prefix.isInternational
      ? 0.95
      : /^00/.test(found.digits)
        ? 0.86
        : isSplit
          ? 0.75
          : isMobile
            ? 0.7
            : 0.4;
    const shorter = isSplit && /^0/.test(found.digits) === false && !prefix.isInternational ? 0.65 : alone;
    yield {
      type: 'phone',
      start: prefix.start,
      end: found.end,
      score: scoreOf({ alone: shorter, announced: 0.98 }, announced, isTorn),
    };
    // What is inside of a number is no other one.
    index = found.last;
  }
}

/** Where the number that begins with a group of digits begins, with plus and bracket; undefined inside of something else. */
function prefixBefore(
  text: string,
  start: number,
  previous: Token | undefined,
): { start: number; isInternational: boolean } | undefined {
  let at = start;
  if (text[at - 1] === '(') at -= 1;
  if (text[at - 1] === '+') return { start: at - 1, isInternational: true };
  if (text.slice(at - 2, at) === '+ ') return { start: at - 2, isInternational: true };
  if (previous?.lower === 'plus' && start - previous.end === 1) return { start: previous.start, isInternational: true };
  if (/[-._/@#,\p{L}\d]/u.test(text[at - 1] ?? ' ') && /[\p{L}\d]/u.test(text[at - 2] ?? ' ')) return undefined;
  return { start: at, isInternational: false };
}

/** (212) 555 0123 or 212-555-0123. */
function isAmerican(text: string, tokens: readonly Token[], index: number): boolean {
  const lengths = [0, 1, 2].map((offset) => tokens[index + offset]?.code.length);
  const start = tokens[index]?.start ?? 0;
  return (
    lengths.join() === '3,3,4' &&
    /^(?:\(\d{3}\) ?\d{3}[- .]\d{4}|\d{3}([-.])\d{3}\1\d{4})(?!\d)/.test(
      text.slice(Math.max(0, start - Number(text[start - 1] === '(')), start + 16),
    )
  );
}

function longestNumber(
  text: string,
  tokens: readonly Token[],
  first: number,
  isInternational: boolean,
  countries: readonly CountryCode[],
) {
  const ends: { last: number; end: number; digits: string; groups: number }[] = [];
  let digits = '';
  for (let last = first; last < tokens.length && last - first < MAX_GROUPS; last++) {
    const [token, previous] = [tokens[last], tokens[last - 1]];
    if (token?.kind !== 'digits') break;
    if (last > first && previous && !isJoint(text, previous.end, token.start)) break;
    digits += token.code;
    if (digits.length > MAX_DIGITS) break;
    if (digits.length >= MIN_DIGITS && !isLetterspaced(text, token, tokens[last + 1]) && !isFollowed(text, token.end))
      ends.push({ last, end: token.end, digits, groups: last - first + 1 });
  }
  // Where the trunk zero is written in brackets behind the country code it is no digit of the number.
  for (const end of ends.reverse().slice(0, MAX_ENDS)) {
    const written = text.slice(tokens[first]?.start ?? 0, end.end);
    const number = isInternational ? `+${end.digits}` : end.digits;
    const trunkless =
      /^\+?\d{1,3} ?\(0\)/.test(`+${written}`) && isInternational
        ? number.replace(/^(\+49|\+43|\+41|\+44)0/, '$1')
        : number;
    if (!DATE.test(written) && isNumber(trunkless, countries)) return end;
  }
  return undefined;
}

const isJoint = (text: string, from: number, to: number) => to - from <= 5 && JOINT.test(text.slice(from, to));

/** A time, an amount, a measure or the rest of a longer code. */
const isFollowed = (text: string, end: number) =>
  /^(?:[\p{L}\d_]|[-./:@,][\p{L}\d]| ?(?:€|%|\$|£|EUR|Uhr|x|cm|mm|kg|kWh)(?![\p{L}]))/u.test(
    text.slice(end, end + 6),
  ) && !/^-\d{1,4}(?!\d)/.test(text.slice(end, end + 6));

function isNumber(number: string, countries: readonly CountryCode[]): boolean {
  const international = number.startsWith('00') ? `+${number.slice(2)}` : number;
  if (international.startsWith('+')) return parsePhoneNumberFromString(international, metadata)?.isValid() ?? false;
  // National numbers of all countries but those without a trunk prefix begin with a zero.
  const isTrunk = number.startsWith('0');
  return countries.some(
    (country) => (country === 'US') !== isTrunk && parsePhoneNumberFromString(number, country, metadata)?.isValid(),
  );
}
