import { tokenise } from '@stellwerk/text';
import type { TextRange } from '../document.js';

/** A run without blanks that is longer is no number, address or word that anybody reads, and is cut. */
export const MAX_RUN_UNITS = 2_000;
/** Ends of clauses, the strongest first. */
const CLAUSE_ENDS = [/[;:] |(?<= [–—]) | (?=[–—] )/g, /, /g, / |\n/g] as const;
const ADDRESS = /(?:https?:\/\/|www\.|\S+@)\S+/g;
/** Pieces are not made shorter than this share of the bound where it can be helped. */
const LEAST_SHARE = 0.4;

/**
 * Pieces of a range of at most `maxUnits`, cut at the end of a clause, else of a word; never in a number, date, code or
 * address. A piece is longer only where it is one run without a blank; such runs are cut at {@link MAX_RUN_UNITS}.
 */
export function splitClauses(text: string, { start, end }: TextRange, maxUnits: number): TextRange[] {
  if (end - start <= maxUnits) return [{ start, end }];
  const own = text.slice(start, end);
  const places = CLAUSE_ENDS.map((pattern) => cutPlaces(own, pattern));
  const pieces: TextRange[] = [];
  let from = 0;
  while (own.length - from > maxUnits) {
    const cut = nextCut(own, from, maxUnits, places);
    if (cut >= own.length) break;
    pieces.push(trimmed(text, start + from, start + cut));
    from = cut;
    while (/\s/.test(own.charAt(from))) from++;
  }
  if (from < own.length) pieces.push(trimmed(text, start + from, end));
  return pieces;
}

function nextCut(own: string, from: number, maxUnits: number, places: readonly (readonly number[])[]): number {
  const least = from + maxUnits * LEAST_SHARE;
  const most = from + maxUnits;
  for (const list of places) {
    const within = list.filter((place) => place > least && place <= most).at(-1);
    if (within !== undefined) return within;
  }
  const blanks = places.at(-1) ?? [];
  const shorter = blanks.filter((place) => place > from && place <= most).at(-1);
  const next = shorter ?? blanks.find((place) => place > from) ?? own.length;
  if (next - from <= MAX_RUN_UNITS) return next;
  const cut = from + MAX_RUN_UNITS;
  const splitsPair = /[\ud800-\udbff]/.test(own.charAt(cut - 1));
  return splitsPair ? cut - 1 : cut;
}

/** Offsets after which a new piece may begin. */
function cutPlaces(text: string, pattern: RegExp): number[] {
  const kept = protectedRanges(text);
  let next = 0;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const place = match.index + match[0].length;
    while ((kept[next]?.end ?? Number.POSITIVE_INFINITY) < place) next++;
    const range = kept[next];
    return range !== undefined && range.start < place && place < range.end ? [] : [place];
  });
}

/** Numbers with units, dates, codes and addresses, in order. */
function protectedRanges(text: string): TextRange[] {
  const tokens = tokenise(text).filter(({ kind }) => kind !== 'word');
  const addresses = [...text.matchAll(ADDRESS)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return [...tokens, ...addresses].sort((a, b) => a.start - b.start || a.end - b.end);
}

function trimmed(text: string, start: number, end: number): TextRange {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last--;
  return { start, end: last };
}
