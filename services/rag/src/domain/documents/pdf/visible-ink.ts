/** Operators of a page in the order in which they paint. */
export interface PdfOperators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}
export type OperatorCodes = Readonly<Record<string, number>>;

/** Render mode of text that is not painted (ISO 32000-1, table 106). */
const INVISIBLE_MODE = 3;
const WHITE = '255,255,255';

interface Ink {
  readonly mode: number;
  readonly colour: string;
}

/** What cannot be seen on a page. */
export interface HiddenText {
  /** Whether the character at an index (by code point) is painted without ink. */
  readonly isHidden: (index: number) => boolean;
  /** Runs that are painted beside the page; they are not in its text. */
  readonly besidePage: number;
}

interface PaintedRun {
  readonly characters: readonly string[];
  readonly isHidden: boolean;
}
const NOTHING_HIDDEN: HiddenText = { isHidden: () => false, besidePage: 0 };

/**
 * Which text of a page is painted without ink: not at all, or white with nothing painted below it. The operators hold the runs
 * of the text in the same order; where they do not, nothing is said to be hidden.
 */
export function hiddenText(text: string, { fnArray, argsArray }: PdfOperators, codes: OperatorCodes): HiddenText {
  const painted: PaintedRun[] = [];
  const saved: Ink[] = [];
  let ink: Ink = { mode: 0, colour: '0,0,0' };
  let isPaper = true;
  for (const [index, code] of fnArray.entries()) {
    const args = argsArray[index];
    if (code === codes.save) saved.push(ink);
    else if (code === codes.restore) ink = saved.pop() ?? ink;
    else if (code === codes.setTextRenderingMode) ink = { ...ink, mode: Number(listed(args)[0]) };
    else if (code === codes.setFillRGBColor) ink = { ...ink, colour: colourOf(args) };
    else if (code === codes.showText || code === codes.showSpacedText) {
      const isHidden = ink.mode === INVISIBLE_MODE || (isPaper && ink.colour === WHITE);
      painted.push({ characters: listed(listed(args)[0]).flatMap(charactersOf), isHidden });
    } else if (paintsGround(code, codes) && ink.colour !== WHITE) isPaper = false;
  }
  return aligned([...text], painted);
}

function aligned(text: readonly string[], painted: readonly PaintedRun[]): HiddenText {
  const places = text.flatMap((character, index) => (character.trim() === '' ? [] : [index]));
  const hidden = new Set<number>();
  let next = 0;
  let besidePage = 0;
  for (const { characters, isHidden } of painted) {
    const inked = characters.filter((character) => character.trim() !== '');
    if (inked.length === 0) continue;
    const own = places.slice(next, next + inked.length);
    if (own.length < inked.length || inked.some((character, at) => text[own[at] ?? -1] !== character)) besidePage++;
    else {
      next += own.length;
      if (isHidden) for (const place of own) hidden.add(place);
    }
  }
  return next === places.length ? { isHidden: (index) => hidden.has(index), besidePage } : NOTHING_HIDDEN;
}

function paintsGround(code: number, codes: OperatorCodes): boolean {
  return [
    'fill',
    'eoFill',
    'fillStroke',
    'eoFillStroke',
    'constructPath',
    'paintImageXObject',
    'paintInlineImageXObject',
    'shadingFill',
  ].some((name) => codes[name] === code);
}

function charactersOf(glyph: unknown): string[] {
  const { unicode } = (typeof glyph === 'object' && glyph !== null ? glyph : {}) as { unicode?: unknown };
  return typeof unicode === 'string' ? [...unicode] : [];
}

/** `#ffffff`, or three numbers. */
function colourOf(args: unknown): string {
  const values = listed(args);
  const [first] = values;
  if (typeof first === 'string')
    return (first.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16)).join(',');
  return values.slice(0, 3).join(',');
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : [];
}
