import type { RandomStream } from '@stellwerk/statistics';

/** Words of letters alone: a code with a swapped digit would be another code. */
const WORD = /(?<![\p{L}\d-])\p{L}{5,}(?![\p{L}\d-])/gu;

/** Swaps two different neighbouring letters within a word of five letters or more, never its first; unchanged where there is none. */
export function misspell(text: string, random: RandomStream): string {
  const places = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    Array.from({ length: word.length - 2 }, (_, at) => index + at + 1).filter((at) => text[at] !== text[at + 1]),
  );
  const at = places.length === 0 ? undefined : places[random.integer(places.length)];
  if (at === undefined) return text;
  return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}

const ASCII = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
]);

/** Lower case without umlauts or accents; words with digits stay as they are. */
export function respell(text: string): string {
  return text.replace(/\S+/gu, (word) => (/\d/.test(word) ? word : asciiOf(word.toLowerCase())));
}

const asciiOf = (word: string): string =>
  word
    .normalize('NFC')
    .replace(/[äöüß]/g, (letter) => ASCII.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

const ONSETS = ['Br', 'Dr', 'Fl', 'Gl', 'Kr', 'Pl', 'Sk', 'Tr', 'Vr', 'Zw'];
const MIDDLES = ['abu', 'elo', 'imba', 'oqu', 'uxi', 'arvo', 'emzu', 'ilpo'];
const ENDS = ['dran', 'feks', 'lquin', 'mbor', 'rwik', 'stol', 'vyx', 'zkel'];

/** A word that no language has, 8 to 11 letters with a capital. */
export function inventedName(random: RandomStream): string {
  return [ONSETS, MIDDLES, ENDS].map((parts) => parts[random.integer(parts.length)] ?? '').join('');
}
