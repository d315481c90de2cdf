import { type Piece, sentencePieces } from '../linear/sentences.js';

/** A comment is scored as a whole up to so many units, as it was learnt. */
const WHOLE_UNITS = 320;
/** A longer text is scored in windows: one insult must not disappear in a polite page. */
const WINDOW_UNITS = 160;

/** The sentences of a text in the groups that are scored together. */
export interface Parts {
  /** Longer than a comment: of many windows one scores high by chance. */
  readonly isPage: boolean;
  readonly parts: readonly (readonly Piece[])[];
}

export function partsOf(text: string): Parts {
  const pieces = sentencePieces(text);
  const isPage = (pieces.at(-1)?.end ?? 0) - (pieces[0]?.start ?? 0) > WHOLE_UNITS;
  const width = isPage ? WINDOW_UNITS : WHOLE_UNITS;
  const parts: Piece[][] = [];
  for (const piece of pieces) {
    const part = parts.at(-1);
    if (part && piece.end - (part[0]?.start ?? 0) <= width) part.push(piece);
    else parts.push([piece]);
  }
  return { isPage, parts };
}
