import type { CharacterModel } from '../language/character-model.js';
import type { Decoder, Replacement } from './view.js';

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
  '€': 'e',
  '(': 'c',
};
const WORD = /[^\s"',;:<>[\]{}]+/g;
/** Letters with figures among them, as no article number, date or ordinal writes them. */
const MIXED =
  /[a-zäöüß][013456789@$!|+€(]+[a-zäöüß]|^[013456789@$!|+€(]{1,2}[a-zäöüß]{2,}|[a-zäöüß]{2,}[01345789@$|+€]{1,2}[!?.]*$|^[1437@$][a-zäöü]$|^[a-zäöüß][013457@$][!?.]*$/i;
const SIGN = /[0-9@$!|+€(]/g;
/** Mean cost of a letter up to which a translated word counts as language, in nats. */
const LANGUAGE_COST = 3;
/** Units in which at least two words must be disguised. */
const PIECE_UNITS = 240;

/** Leet: figures and signs for letters. One such word may be a name; two near each other are a disguise. */
export const leet = (model: CharacterModel): Decoder => ({
  layer: 'leet',
  decode: (text) => {
    if (!/[a-zäöüß][0-9@$!|+€(]|[0-9@$!|+€(][a-zäöüß]/i.test(text)) return [];
    const words = Array.from(text.matchAll(WORD), (match) => ({ start: match.index, word: match[0] }));
    const disguised = words.flatMap(({ start, word }, index) => {
      if (word.length > 40 || !MIXED.test(word)) return [];
      const read = translated(word, model);
      return model.meanCost(read) < LANGUAGE_COST ? [{ start, index }] : [];
    });
    const found = new Map<number, Replacement>();
    for (let first = 0; first + 1 < disguised.length; first++) {
      const [from, to] = [disguised[first], disguised[first + 1]];
      if (!from || !to || to.start - from.start > PIECE_UNITS) continue;
      // Between two disguised words a bare figure is a word as well ("4" for "a"); so are those right beside them.
      for (let index = Math.max(0, from.index - 2); index <= Math.min(words.length - 1, to.index + 2); index++) {
        const { start, word } = words[index] ?? { start: 0, word: '' };
        if (word.length > 40 || word.search(SIGN) < 0) continue;
        const read = translated(word, model);
        if (read !== word) found.set(start, { start, end: start + word.length, text: read });
      }
    }
    return [...found.values()].sort((a, b) => a.start - b.start);
  },
});

/** A word by its letters; 1, | and ! stand for i or l, whichever reads better. Closing marks stay marks. */
function translated(word: string, model: CharacterModel): string {
  const closing = /[!?.)]*$/.exec(word)?.[0] ?? '';
  const body = word.slice(0, word.length - closing.length);
  const plain = body.replace(SIGN, (sign) => LETTERS[sign] ?? sign).toLowerCase();
  const ambiguous = [...body].flatMap((sign, index) => ('1|!'.includes(sign) ? [index] : []));
  let best = plain;
  for (const index of ambiguous.slice(0, 6)) {
    for (const letter of 'il') {
      const option = best.slice(0, index) + letter + best.slice(index + 1);
      if (model.meanCost(option) < model.meanCost(best)) best = option;
    }
  }
  return best + closing;
}
