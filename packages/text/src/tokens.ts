import { type DateParts, isYear, monthOf, numericDate } from './dates.js';
import { type Bound, boundOf } from './modality.js';
import { numeralValues } from './numerals.js';
import type { Span } from './sentences.js';
import { englishUnit, scaleOf, spelledNumber } from './spelled.js';
import { folded, stemOf } from './stem.js';
import { unitOf } from './units.js';

interface Base extends Span {
  readonly text: string;
  /** As it is compared; see {@link folded}. */
  readonly folded: string;
  /** What stands between the token before and this one: blanks and punctuation. */
  readonly before: string;
}
export interface WordToken extends Base {
  readonly kind: 'word';
  readonly stem: string;
}
/** A number with its unit. `values` are its readings in the base unit; more than one where the writing is ambiguous. */
export interface NumberToken extends Base {
  readonly kind: 'number';
  readonly values: readonly number[];
  /** Dimension or currency, such as `percent`, `eur` or `metre`. */
  readonly unit?: string;
  readonly bound?: Bound;
}
export interface DateToken extends Base {
  readonly kind: 'date';
  readonly date: DateParts;
}
/** Letters and digits in one, such as `A380` or `WR-1042`. */
export interface CodeToken extends Base {
  readonly kind: 'code';
}
export type Token = WordToken | NumberToken | DateToken | CodeToken;

const PIECE =
  /\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d{2})(?![\d.])|\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?![\d\p{L}])|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:['’]\p{L}+)*|°[CF]|[%‰€$£¥]/gu;
const CODE = /(?<![\p{L}\d])(?:\p{Lu}[\p{L}]{0,9}-?\d[\p{L}\d]*(?:-[\p{Lu}\d]+)*|\d+\p{Lu}[\p{L}\d]*)(?![\p{L}\d])/gu;
const ORDINAL = /^(?:st|nd|rd|th|er|ern|s|te|ten|ter)$/;

/** Words, numbers with units, dates and codes of a text, in order. Linear in its length. */
export function tokenise(text: string): Token[] {
  return withDates(withNumbers(pieces(text)));
}

type Piece = Omit<WordToken, 'kind' | 'stem'> & { readonly kind: 'word' | 'digits' | 'sign' | 'date' | 'code' };

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  const codes = [...text.matchAll(CODE)];
  let code = 0;
  let end = 0;
  const push = (kind: Piece['kind'], at: number, piece: string, as = folded(piece)) => {
    found.push({ kind, start: at, end: at + piece.length, text: piece, folded: as, before: text.slice(end, at) });
    end = at + piece.length;
  };
  for (const match of text.matchAll(PIECE)) {
    const at = match.index;
    if (at < end) continue;
    const [piece] = match;
    while ((codes[code]?.index ?? Number.POSITIVE_INFINITY) < at) code++;
    const known = codes[code];
    if (known?.index === at && !/^\d+(?:K|KG|KM|W|KW|MB|GB)$/i.test(known[0])) {
      push('code', at, known[0], folded(known[0]).replaceAll('-', ''));
      continue;
    }
    const first = piece.charAt(0);
    const contracted = /^(can)?(.*?)(n['’]t|not)$/i.exec(piece);
    if (/\d/.test(first)) push(numericDate(piece) ? 'date' : 'digits', at, piece);
    else if (/[%‰€$£¥°]/.test(first)) push('sign', at, piece, piece.toLowerCase());
    else if (contracted && (/['’]/.test(piece) || /^cannot$/i.test(piece))) {
      const split = /^cannot$/i.test(piece) || /^can['’]t$/i.test(piece) ? 3 : piece.length - 3;
      push('word', at, piece.slice(0, split));
      push('word', at + split, piece.slice(split), 'not');
    } else push('word', at, piece, folded(piece.replace(/['’]s$/, '')));
  }
  return found;
}

function withNumbers(given: readonly Piece[]): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < given.length; index++) {
    const piece = given[index];
    if (!piece) break;
    const read = readNumber(given, index);
    if (read) {
      const before = tokens.slice(-3).map((token) => token.folded);
      const bound = boundOf(before);
      const { next, ...number } = read;
      tokens.push({ kind: 'number', ...number, ...(bound && { bound }) });
      index = next - 1;
    } else tokens.push(plain(piece));
  }
  return tokens;
}

function plain(piece: Piece): Token {
  const { kind, ...base } = piece;
  if (kind === 'code') return { ...base, kind };
  const date = kind === 'date' ? numericDate(piece.text) : undefined;
  if (date) return { ...base, kind: 'date', date };
  // A sign without a number compares like the word for it.
  const name = kind === 'sign' ? (unitOf(piece.folded)?.base ?? piece.folded) : piece.folded;
  return { ...base, folded: name, kind: 'word', stem: stemOf(name) };
}

type ReadNumber = Omit<NumberToken, 'kind' | 'bound'> & { readonly next: number };

/** The number that begins at a piece: currency sign before, digits or words, scale, unit. */
function readNumber(given: readonly Piece[], at: number): ReadNumber | undefined {
  const first = given[at];
  if (!first) return undefined;
  const currency = first.kind === 'sign' && given[at + 1]?.before === '' ? unitOf(first.folded) : undefined;
  let next = currency ? at + 1 : at;
  const head = given[next];
  if (!head) return undefined;
  let values: readonly number[];
  if (head.kind === 'digits') {
    values = numeralValues(head.text);
    next++;
    if (given[next]?.before === '' && ORDINAL.test(given[next]?.folded ?? '')) next++;
  } else {
    const spelled = head.kind === 'word' && !currency ? spelledNumber(head.folded) : undefined;
    if (spelled === undefined) return undefined;
    next++;
    const added =
      spelled >= 20 && spelled % 10 === 0 && given[next]?.before === '-'
        ? englishUnit(given[next]?.folded ?? '')
        : undefined;
    if (added !== undefined) next++;
    values = [spelled + (added ?? 0)];
    if (given[next]?.folded === 'hundred') {
      values = values.map((value) => value * 100);
      next++;
    }
  }
  const isMinus = /(?:^|[\s(])[-−]$/.test(first.before);
  const sized = (piece: Piece | undefined) => piece && /^[\s\u00a0\u202f-]*$/.test(piece.before);
  const scale = sized(given[next]) ? scaleOf(given[next]?.folded ?? '') : undefined;
  if (scale) {
    values = values.flatMap((value) => scale.map((size) => value * size));
    next++;
  }
  let unit = currency;
  if (!unit && sized(given[next])) {
    const isPerCent = given[next]?.folded === 'per' && given[next + 1]?.folded === 'cent';
    unit = isPerCent ? unitOf('percent') : unitOf(given[next]?.folded ?? '');
    // A single letter is a unit in its own case only: "5 m", not "plan 5 M".
    if (unit && given[next]?.text.length === 1 && /\p{Lu}/u.test(given[next]?.text ?? '') && given[next]?.text !== 'W')
      unit = undefined;
    if (unit) next += isPerCent ? 2 : 1;
  }
  const last = given[next - 1] ?? head;
  const factor = (unit?.factor ?? 1) * (isMinus ? -1 : 1);
  return {
    start: first.start - (isMinus ? 1 : 0),
    end: last.end,
    text:
      (isMinus ? first.before.slice(-1) : '') +
      given
        .slice(at, next)
        .map((piece, index) => (index === 0 ? '' : piece.before) + piece.text)
        .join(''),
    folded: head.folded,
    before: isMinus ? first.before.slice(0, -1) : first.before,
    values: values.map((value) => value * factor),
    ...(unit && { unit: unit.base }),
    next,
  };
}

/** Joins day, month and year that stand together: `12. März 2024`, `March 12, 2024`, `May 2024`. */
function withDates(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    const month = token.kind === 'word' && /^\p{Lu}/u.test(token.text) ? monthOf(token.folded) : undefined;
    if (month === undefined) {
      joined.push(token);
      continue;
    }
    const before = joined.at(-1);
    const dayBefore = before && /^(?:\.?\s+|\s+of\s+)$/.test(token.before) ? dayOf(before) : undefined;
    const after = tokens[index + 1];
    const dayAfter = dayBefore === undefined && after?.before === ' ' ? dayOf(after) : undefined;
    const yearAt = dayAfter === undefined ? index + 1 : index + 2;
    const candidate = tokens[yearAt];
    const year = candidate && /^[.,]?\s+$/.test(candidate.before) ? yearOf(candidate) : undefined;
    const isStart = index === 0 || /[.!?:]\s/.test(token.before);
    // "March" and "May" open sentences that are about neither month.
    if (
      dayBefore === undefined &&
      dayAfter === undefined &&
      year === undefined &&
      isStart &&
      /^(?:march|may)$/.test(token.folded)
    ) {
      joined.push(token);
      continue;
    }
    const first = dayBefore === undefined || !before ? token : before;
    if (dayBefore !== undefined) joined.pop();
    const lastIndex = year !== undefined ? yearAt : dayAfter !== undefined ? index + 1 : index;
    const last = tokens[lastIndex] ?? token;
    const day = dayBefore ?? dayAfter;
    joined.push({
      kind: 'date',
      start: first.start,
      end: last.end,
      text: [first, ...(first === token ? [] : [token]), ...tokens.slice(index + 1, lastIndex + 1)]
        .map((one, position) => (position === 0 ? '' : one.before) + one.text)
        .join(''),
      folded: token.folded,
      before: first.before,
      date: { month, ...(day !== undefined && { day }), ...(year !== undefined && { year }) },
    });
    index = lastIndex;
  }
  return joined;
}

const dayOf = (token: Token): number | undefined => {
  const [value] = token.kind === 'number' && token.unit === undefined ? token.values : [];
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 31 ? value : undefined;
};
const yearOf = (token: Token): number | undefined => {
  const [value] = token.kind === 'number' && token.unit === undefined ? token.values : [];
  return value !== undefined && isYear(value) ? value : undefined;
};
