/** Where a piece of JSON text begins and ends (exclusive), in characters. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const COMMA = 44;

/** Whether objects and arrays are nested deeper than a limit. Read before parsing, so that a bomb costs one pass. */
export function isNestedDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth -= 1;
  }
  return false;
}

/**
 * Ranges of the elements of the array under a top-level key, so that one element can be kept exactly as it was sent. The
 * text must be valid JSON; where a key is repeated the last one counts, as in `JSON.parse`.
 */
export function elementRanges(text: string, key: string): TextRange[] {
  let ranges: TextRange[] = [];
  let depth = 0;
  let isArray = false;
  let elementStart = -1;
  let lastKey = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (depth === 1) lastKey = text.slice(at, end + 1);
      at = end;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth += 1;
      if (depth === 2 && code === OPEN_ARRAY && parseKey(lastKey) === key) {
        isArray = true;
        ranges = [];
        elementStart = at + 1;
      }
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      if (depth === 2 && isArray) {
        pushTrimmed(ranges, text, elementStart, at);
        isArray = false;
      }
      depth -= 1;
    } else if (code === COMMA && depth === 2 && isArray) {
      pushTrimmed(ranges, text, elementStart, at);
      elementStart = at + 1;
    }
  }
  return ranges;
}

/** Ranges of the elements of JSON text that is an array. */
export function topLevelRanges(text: string): TextRange[] {
  const opening = '{"a":';
  const ranges = elementRanges(`${opening}${text}}`, 'a');
  return ranges.map(({ start, end }) => ({ start: start - opening.length, end: end - opening.length }));
}

/** Most of JSON are texts, and the engine finds the next quote much faster than a look at every character. */
function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at < 0 ? text.length : at;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

function parseKey(quoted: string): string {
  return quoted === '' ? '' : String(JSON.parse(quoted));
}

function pushTrimmed(ranges: TextRange[], text: string, start: number, end: number): void {
  const piece = text.slice(start, end);
  const leading = piece.length - piece.trimStart().length;
  if (leading === piece.length) return;
  ranges.push({ start: start + leading, end: end - (piece.length - piece.trimEnd().length) });
}
