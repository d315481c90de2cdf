/** Part of a text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A longer sentence is cut at a blank, so that what compares sentences has bounded work. */
const MAX_UNITS = 2_000;
/** Words that end in a full stop within a sentence. */
const ABBREVIATIONS = new Set(
  `dr prof mr mrs ms st jr sr vs etc no nr bzw ca usw inkl exkl zzgl evtl ggf vgl bspw sog max min mind tel str hrsg
  abs art bd jh jhd approx dept est fig inc ltd co corp gen sen rep gov capt col lt sgt rev hon jan feb mär apr jun
  jul aug sep sept okt oct nov dez dec e i g z b d h u a o ä`.split(/\s+/),
);
const END = /(?<![.!?…])[.!?…]+["'”“»«)\]]*(?=\s)|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/g;

/**
 * Sentences of a German or English text, without the blanks around them. A full stop after an abbreviation, an initial or
 * a German ordinal ("am 3. Mai") ends none; a blank line and a list item do.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].trimEnd().length;
    if (match[0].startsWith('.') && !match[0].startsWith('..') && isInside(text, match.index, end)) continue;
    push(text, start, end, spans);
    start = end;
  }
  push(text, start, text.length, spans);
  return spans;
}

function isInside(text: string, stop: number, end: number): boolean {
  const word = /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,12}$/u.exec(text.slice(Math.max(0, stop - 13), stop))?.[0] ?? '';
  const next = /^\s+["'„“»(]*(.)/u.exec(text.slice(end, end + 12))?.[1] ?? '';
  if (/^\p{Ll}/u.test(next)) return true;
  if (/^\d{1,2}$/.test(word))
    return /^\s+(?:Jan|Feb|März|Apr|Mai|Juni|Juli|Aug|Sep|Okt|Nov|Dez|Jahr)/.test(text.slice(end, end + 12));
  return /^\p{Lu}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase());
}

function push(text: string, from: number, to: number, spans: Span[]): void {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  while (end - start > MAX_UNITS) {
    const blank = text.lastIndexOf(' ', start + MAX_UNITS);
    const cut = blank > start ? blank : start + MAX_UNITS;
    spans.push({ start, end: cut });
    start = cut + (blank > start ? 1 : 0);
  }
  if (end > start) spans.push({ start, end });
}
