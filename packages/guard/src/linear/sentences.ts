/** A sentence of a text: UTF-16 offsets, end exclusive. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** A piece without an end mark is cut at a blank after so many units: a text without marks is scored in windows too. */
const LONGEST_PIECE = 320;
/** Sentence marks with what closes them, line breaks, bullets. A full stop needs a blank after it. */
const END = /[.!?…]+["'”’»)\]]*(?=\s)|[\n\r]+|(?<=\s)[|•·]+(?=\s)|;(?=\s)/g;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Sentences of a text, lines and table cells included; what holds neither letter nor digit is left out. */
export function sentencePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  const close = (end: number) => {
    for (let from = start; from < end; ) {
      const to = end - from <= LONGEST_PIECE ? end : cut(text, from);
      const piece = trimmed(text, from, to);
      if (piece) pieces.push(piece);
      from = to;
    }
    start = end;
  };
  for (const match of text.matchAll(END)) close(match.index + match[0].length);
  close(text.length);
  return pieces;
}

function cut(text: string, from: number): number {
  const limit = from + LONGEST_PIECE;
  const blank = text.lastIndexOf(' ', limit);
  return blank > from + LONGEST_PIECE / 2 ? blank + 1 : limit;
}

function trimmed(text: string, from: number, to: number): Piece | undefined {
  let [start, end] = [from, to];
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return end > start && LETTER_OR_DIGIT.test(text.slice(start, end)) ? { start, end } : undefined;
}
