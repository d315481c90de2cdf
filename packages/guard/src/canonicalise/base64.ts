import { looksLikeLanguage, readableBytes } from './readable.js';
import type { Decoder, Replacement } from './view.js';

const WORD = /[A-Za-z0-9+/_-]{4,}={0,2}/g;
/** Lines of encoded text may be broken by white space; a run shorter than this is left to the words themselves. */
const MINIMUM_UNITS = 12;
const GAP = /^[ \t\r\n]{1,4}$/;

/** Base64 and base64url, also broken into lines. What does not decode to readable text is left as it is. */
export const base64: Decoder = {
  layer: 'base64',
  decode: (text) => {
    const found: Replacement[] = [];
    for (const run of runs(text)) {
      const joined = run.length > 1 ? decoded(run) : undefined;
      if (joined) found.push(joined);
      else for (const word of run) found.push(...[decoded([word])].filter((one) => one !== undefined));
    }
    return found;
  },
};

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Words that may be encoded, in runs that only white space parts. */
function runs(text: string): Word[][] {
  const all: Word[][] = [];
  for (const match of text.matchAll(WORD)) {
    if (!isMixed(match[0])) continue;
    const word = { start: match.index, end: match.index + match[0].length, text: match[0] };
    const last = all.at(-1);
    const previous = last?.at(-1);
    if (last && previous && isGap(text, previous.end, word.start)) last.push(word);
    else all.push([word]);
  }
  return all;
}

const isGap = (text: string, start: number, end: number) => end - start <= 4 && GAP.test(text.slice(start, end));

function decoded(words: readonly Word[]): Replacement | undefined {
  const encoded = words.map(({ text }) => text).join('');
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last || encoded.length < MINIMUM_UNITS) return undefined;
  const plain = readableBytes(Buffer.from(encoded.replace(/=+(?=.)/g, ''), 'base64'));
  if (plain === undefined || !looksLikeLanguage(plain)) return undefined;
  return { start: first.start, end: last.end, text: `\n${plain}\n` };
}

/** Words of prose are small letters behind one capital at most; encoded text mixes cases and figures within a word. */
const isMixed = (word: string) => /[a-z0-9+/][A-Z]|[0-9][a-z]|=$/.test(word);
