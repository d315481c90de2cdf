import { confusables } from './confusables.js';
import type { Decoder, Replacement } from './view.js';

/** Texts of these characters hold no lookalikes. */
const PLAIN = /^[\t-\r\x20-\x7e\xa0-\xbf\xc4\xd6\xdc\xdf\xe4\xf6\xfc\u2010-\u2027\u20ac]*$/;
const CLUSTER = /[^\p{M}]\p{M}{0,30}|\p{M}{1,30}/gu;
const UMLAUT = /^[aouAOU]\u0308$/;

const WORD = /[\p{L}\p{M}\p{N}\p{S}@]+/gu;
/** Letters of a word, or words of a text, from which on accents and foreign letters are a disguise and not a name. */
const LETTERS = 2;
const SHARE = 0.25;

/**
 * The skeleton of a text (after UTS #39): letters of other scripts by the Latin letter they look like, and letters with
 * added marks without them. German umlauts are letters of their own and stay, and so do single accents in single words.
 */
export const homoglyphs: Decoder = {
  layer: 'homoglyphs',
  decode: (text) => {
    if (PLAIN.test(text)) return [];
    const all: Replacement[] = [];
    const strong: Replacement[] = [];
    let [words, changedWords] = [0, 0];
    for (const match of text.matchAll(WORD)) {
      words++;
      const word = match[0];
      if (PLAIN.test(word)) continue;
      const changes = changesIn(word, match.index);
      if (changes.length === 0) continue;
      changedWords++;
      all.push(...changes);
      const isForeign = changes.some(({ start }) => /[^\p{Script=Latin}\p{M}]/u.test(text.charAt(start)));
      if (changes.length >= LETTERS || isForeign) strong.push(...changes);
    }
    return changedWords >= SHARE * words ? all : strong;
  },
};

function changesIn(word: string, offset: number): Replacement[] {
  const changes: Replacement[] = [];
  for (const match of word.matchAll(CLUSTER)) {
    const cluster = match[0];
    if (cluster.length === 1 && cluster < '\x80') continue;
    const read = skeleton(cluster);
    const start = offset + match.index;
    if (read !== cluster) changes.push({ start, end: start + cluster.length, text: read });
  }
  return changes;
}

function skeleton(cluster: string): string {
  const direct = confusables.get(cluster);
  if (direct !== undefined) return direct;
  const parts = cluster.normalize('NFD');
  if (UMLAUT.test(parts)) return cluster;
  let read = '';
  for (const part of parts) if (!/\p{M}/u.test(part)) read += confusables.get(part) ?? part;
  // A mark alone, or a letter of a script that uses marks as vowels: keep what is not known to be a disguise.
  return /^[\p{Script=Latin}]+$/u.test(read) ? read : cluster;
}
