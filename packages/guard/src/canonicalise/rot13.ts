import { type CharacterModel, symbolOf } from '../language/character-model.js';
import type { Decoder, Replacement } from './view.js';

/** Lines and sentences are looked at apart: a cipher may stand between plain ones. */
const PIECE = /[^\n.!?]{1,400}[.!?]*/g;
const MINIMUM_LETTERS = 10;
/** The turned text must be this much more usual, in nats a letter; between prose and its cipher lies more than 1. */
const MARGIN = 0.6;

/** ROT13: where a piece turned by thirteen letters is more like language than it is as it stands. */
export const rot13 = (model: CharacterModel): Decoder => ({
  layer: 'rot13',
  decode: (text) => {
    const pieces = Array.from(text.matchAll(PIECE), (match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      const gain = model.meanCost(text, start, end) - model.meanCost(text, start, end, turnedSymbol);
      const isSure = gain >= MARGIN && (match[0].match(/[a-z]/gi)?.length ?? 0) >= MINIMUM_LETTERS;
      return { start, end, gain: Number.isNaN(gain) ? 0 : gain, isSure };
    });
    const sure = pieces.filter(({ isSure }) => isSure);
    if (sure.length === 0) return [];
    // Where most of a text is turned, so are its short pieces: any gain will do.
    const isMostly = lengthOf(sure) >= 0.5 * lengthOf(pieces);
    return pieces
      .filter(({ isSure, gain }) => isSure || (isMostly && gain > 0))
      .map(({ start, end }): Replacement => ({ start, end, text: turned(text.slice(start, end)) }));
  },
});

const lengthOf = (pieces: readonly { readonly start: number; readonly end: number }[]) =>
  pieces.reduce((sum, { start, end }) => sum + end - start, 0);

/** Letters turned by thirteen; everything else as it is. */
export const turned = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const base = code < 97 ? 65 : 97;
    return String.fromCharCode(base + ((code - base + 13) % 26));
  });

function turnedSymbol(unit: number): number {
  const symbol = symbolOf(unit);
  return symbol === 0 || unit >= 0x80 ? symbol : ((symbol - 1 + 13) % 26) + 1;
}
