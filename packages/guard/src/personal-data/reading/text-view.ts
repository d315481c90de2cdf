/**
 * A text as detectors read it: compatibility forms folded (full-width digits, ligatures), accents composed, invisible
 * characters left out, dashes and blanks of all kinds made one. Every character knows where it stood in the original.
 */
export interface TextView {
  readonly text: string;
  /** Original UTF-16 offsets of a stretch of the view, end exclusive. */
  readonly original: (start: number, end: number) => { readonly start: number; readonly end: number };
}

const PLAIN = /^[\t\n\r\x20-\x7e\xa1-\xac\xae\xc0-\xff]*$/;
/** Format characters, variation selectors, tags, fillers: nobody sees them. */
const INVISIBLE = /^(?:\p{Cf}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point})$/u;
const MARK = /^\p{M}$/u;
const BLANK = /^[\p{Zs}\u2800]$/u;
const DASH = /^[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]$/;
/** More marks than this on one letter are decoration. */
const MAX_MARKS = 4;

/** Reads a text in one pass; texts without anything to fold are taken as they are. */
export function viewText(source: string): TextView {
  // Latin letters with accents as one character, and no soft hyphen or no-break space: nothing to fold.
  if (PLAIN.test(source)) return { text: source, original: (start, end) => ({ start, end }) };
  const [starts, ends, parts]: [number[], number[], string[]] = [[], [], []];
  let at = 0;
  while (at < source.length) {
    const from = at;
    const character = characterAt(source, at);
    at += character.length;
    let cluster = character;
    if (character >= ' ' && !isAscii(character, source.charCodeAt(at))) {
      for (let marks = 0; at < source.length; marks++) {
        const next = characterAt(source, at);
        if (!MARK.test(next) || INVISIBLE.test(next)) break;
        if (marks < MAX_MARKS) cluster += next;
        at += next.length;
      }
    }
    const folded = fold(cluster);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(from);
      ends.push(at);
    }
  }
  return {
    text: parts.join(''),
    original: (start, end) =>
      start < end
        ? { start: starts[start] ?? source.length, end: ends[end - 1] ?? source.length }
        : { start: starts[start] ?? source.length, end: starts[start] ?? source.length },
  };
}

const characterAt = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0);

/** ASCII that is not followed by anything that could be a mark. */
const isAscii = (character: string, next: number) => character < '\u007f' && (Number.isNaN(next) || next < 0x300);

function fold(cluster: string): string {
  if (cluster < '\u007f' && cluster.length === 1) return cluster;
  if (INVISIBLE.test(cluster)) return '';
  if (BLANK.test(cluster)) return ' ';
  if (DASH.test(cluster)) return '-';
  const folded = cluster.normalize('NFKC');
  // What a dash or a blank is folded to may be one of ours; a letter may be folded to more than one.
  return DASH.test(folded) ? '-' : folded;
}
