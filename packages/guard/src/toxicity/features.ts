import { addNamedFeature, addTextFeatures, type FeatureBuffer } from '../linear/features.js';
import { type Piece, sentencePieces } from '../linear/sentences.js';

const WORD = /[\p{L}\p{N}#][\p{L}\p{N}'’_-]*/gu;

/** Features of a comment or of some sentences of it: n-grams, word beginnings and endings, shouting, marks. */
export function addToxicityFeatures(
  buffer: FeatureBuffer,
  text: string,
  pieces: readonly Piece[] = sentencePieces(text),
): void {
  for (const { start, end } of pieces) {
    addTextFeatures(buffer, text, start, end);
    const sentence = text.slice(start, end);
    const words = sentence.match(WORD) ?? [];
    for (const word of words) {
      // German joins words: the ends of a compound tell as much as the whole ("Lügen…", "…pack").
      if (word.length < 7) continue;
      const lower = word.toLowerCase();
      addNamedFeature(buffer, `from ${lower.slice(0, 6)}`);
      addNamedFeature(buffer, `to ${lower.slice(-5)}`);
    }
    const shouted = words.filter((word) => word.length > 3 && word === word.toUpperCase()).length;
    if (shouted > 0) addNamedFeature(buffer, `shouts ${Math.min(3, shouted)}`);
    if (/!{2,}|\?!|!\?/.test(sentence)) addNamedFeature(buffer, 'marks');
  }
}
