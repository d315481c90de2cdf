import type { Candidate } from '../candidate.js';
import { phrases } from '../reading/phrases.js';
import type { Reading } from '../reading/reading.js';
import { OPAQUE_CODE, type Token } from '../reading/tokens.js';

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    ...[
      'januar',
      'februar',
      'märz',
      'april',
      'mai',
      'juni',
      'juli',
      'august',
      'september',
      'oktober',
      'november',
      'dezember',
    ].entries(),
    ...[
      'january',
      'february',
      'march',
      'april',
      'may',
      'june',
      'july',
      'august',
      'september',
      'october',
      'november',
      'december',
    ].entries(),
    ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].entries(),
    ...['jänner', 'feber', 'maerz', 'mrz'].map((word, index) => [[0, 1, 2, 2][index] ?? 0, word] as const),
    ...([
      [9, 'okt'],
      [11, 'dez'],
      [8, 'sept'],
    ] as const),
  ].map(([index, word]) => [word, index + 1] as const),
);

/** Words that make a date one of birth. */
export const birthCues = phrases(`
  geb, geb am, geb datum, geb dat, geboren, geboren am, geborene*, geburtsdatum*, geburtsdaten, geburtstag*,
  geburt, tag der geburt, zur welt, dob, d o b, date of birth, birth date, birthdate*, birthday*, birth, born,
  born on, geburtsjahr`);

const JOINT = /^(?: ?[./-] ?| {1,2}|, ?|\. )$/;
/** Dates that are fewer tokens apart share what announces them. */
const SAME_BIRTH = 8;
const OWN_WORDS = /(?:geb|gebur\p{L}*|geboren\p{L}*|born|birth\p{L}*|dob|welt)[^,;\n\d\]]{0,12}$/iu;
const BORN_SIGN = /[*\u2605]\s?$/;

/** Dates that a birth is told with. Other dates are nobody's secret. */
export function* findDatesOfBirth({ text, tokens, context }: Reading): Generator<Candidate> {
  let lastBirth = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < tokens.length - 2; index++) {
    const [first, second, third] = [tokens[index], tokens[index + 1], tokens[index + 2]];
    // A birth that was redacted has taken what announced it, too.
    if (first?.code === OPAQUE_CODE && /^\[(?:date-of-birth|…|\.\.\.)/.test(text.slice(first.start, first.start + 16)))
      lastBirth = index;
    if (!first || !second || !third || !isDate(first, second, third)) continue;
    if (!isJoint(text, first.end, second.start) || !isJoint(text, second.end, third.start)) continue;
    if (
      /[\p{L}\d][./-]$/u.test(text.slice(Math.max(0, first.start - 2), first.start)) ||
      /^[./-]\d/.test(text.slice(third.end, third.end + 2))
    )
      continue;
    const hasSign = BORN_SIGN.test(text.slice(Math.max(0, first.start - 2), first.start));
    const evidence = hasSign ? 'announced' : context.evidence('date-of-birth', first.start, third.end);
    // One birth takes up what announced it, unless the next one has words of its own.
    const isOwn = hasSign || OWN_WORDS.test(text.slice(Math.max(0, first.start - 24), first.start));
    if (evidence !== 'announced' || (!isOwn && index - lastBirth <= SAME_BIRTH && !context.cellAt(first.start)?.title))
      continue;
    lastBirth = index + 2;
    yield { type: 'date-of-birth', start: first.start, end: third.end, score: 0.95 };
  }
}

const isJoint = (text: string, from: number, to: number) => to - from <= 3 && JOINT.test(text.slice(from, to));

function isDate(first: Token, second: Token, third: Token): boolean {
  const [a, b, c] = [first, second, third].map(numberOf);
  if (a === undefined || b === undefined || c === undefined) return false;
  const ordered = (day: number, month: number, year: Token) =>
    day >= 1 && day <= 31 && month >= 1 && month <= 12 && isYear(year);
  if (isYear(first) && first.code.length === 4) return b >= 1 && b <= 12 && c >= 1 && c <= 31;
  return ordered(a, b, third) || ordered(b, a, third);
}

/** "3", "03", "3rd", "März". */
function numberOf({ kind, lower, code }: Token): number | undefined {
  if (kind === 'digits') return code.length <= 4 ? Number(code) : undefined;
  if (kind === 'letters') return MONTHS.get(lower);
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(lower)?.[1];
  return ordinal === undefined ? undefined : Number(ordinal);
}

const isYear = ({ kind, code }: Token) => kind === 'digits' && (/^(?:19|20)\d{2}$/.test(code) || /^\d{2}$/.test(code));
