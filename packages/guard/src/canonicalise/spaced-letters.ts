import type { CharacterModel } from '../language/character-model.js';
import type { Decoder, Replacement } from './view.js';

/** Single letters, each parted from the next by the same few signs. */
const RUN = /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[^\p{L}\p{N}\n@$]{1,6}[\p{L}\p{N}@$](?![\p{L}\p{N}])){4,}/gu;
const PARTS = /([\p{L}\p{N}@$])([^\p{L}\p{N}\n@$]*)/gu;
/** Longer words than this do not occur in a row: the gaps between the words were lost. */
const LONGEST_WORD = 24;
/** Words are put back together for so many letters; a longer run without gaps is no text. */
const SEGMENTED_UNITS = 4_000;

/** Words written letter by letter: `i g n o r e`, `i.g.n.o.r.e`, `i-g-n-o-r-e`. */
export const spacedLetters = (model: CharacterModel): Decoder => ({
  layer: 'spaced-letters',
  decode: (text) =>
    Array.from(text.matchAll(RUN), (match): Replacement => {
      const run = match[0];
      return { start: match.index, end: match.index + run.length, text: closedUp(run, model) };
    }),
});

function closedUp(run: string, model: CharacterModel): string {
  const parts = Array.from(run.matchAll(PARTS), ([, letter = '', gap = '']) => ({ letter, gap }));
  const usual = commonest(parts.slice(0, -1).map(({ gap }) => gap));
  let words = '';
  let [length, longest] = [0, 0];
  for (const { letter, gap } of parts) {
    words += letter;
    longest = Math.max(longest, ++length);
    if (gap === usual || gap === '') continue;
    // A wider gap, or another sign, ends the word; a mark of punctuation in it is kept.
    words += `${gap.replace(usual, '').trim()} `;
    length = 0;
  }
  if (longest <= LONGEST_WORD) return words;
  return words.replace(/\p{L}{25,4000}/gu, (letters) => model.segmented(letters.slice(0, SEGMENTED_UNITS)));
}

function commonest(gaps: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const gap of gaps) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  let [best, most] = ['', 0];
  for (const [gap, count] of counts) if (count > most) [best, most] = [gap, count];
  return best;
}
