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
    const found: Replacement[] = [];
    for (const match of text.matchAll(PIECE)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (end - start < MINIMUM_LETTERS) continue;
      const turnedCost = model.meanCost(text, start, end, turnedSymbol);
      if (turnedCost + MARGIN > model.meanCost(text, start, end)) continue;
      if ((match[0].match(/[a-z]/gi)?.length ?? 0) < MINIMUM_LETTERS) continue;
      found.push({ start, end, text: turned(match[0]) });
    }
    return found;
  },
});

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
