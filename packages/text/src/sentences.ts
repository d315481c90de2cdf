import { isInsideSentence } from './full-stops.js';

/** Part of a text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A longer sentence is cut at a blank, so that what compares sentences has bounded work. */
const MAX_UNITS = 2_000;
/** A mark with what closes after it, a blank line, or the line before an item of a list. */
const END = /(?<![.!?…])[.!?…]+["'”“’‘›»«)\]]*(?:\[\d{1,4}\])*(?=\s)|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/g;

/**
 * Sentences of a German or English text, without the blanks around them. A mark ends none within an abbreviation, after an
 * initial or a German ordinal ("am 3. Mai", "zum 12. Schuljahr"), or before a small letter; a blank line and a list item do.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].trimEnd().length;
    if (/^[.!?…]/.test(match[0]) && isInsideSentence(text, match.index, end)) continue;
    push(text, start, end, spans);
    start = end;
  }
  push(text, start, text.length, spans);
  return spans;
}

function push(text: string, from: number, to: number, spans: Span[]): void {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  while (end - start > MAX_UNITS) {
    const blank = lastBlank(text, start, start + MAX_UNITS);
    const cut = blank > start ? blank : start + MAX_UNITS;
    spans.push({ start, end: cut });
    start = cut + (blank > start ? 1 : 0);
  }
  if (end > start) spans.push({ start, end });
}

/** The last blank that is not within a number such as `12 000`; `start` where there is none. */
function lastBlank(text: string, start: number, from: number): number {
  for (let at = from; at > start; at--) {
    if (text.charAt(at) === ' ' && !(/\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1)))) return at;
  }
  return start;
}
