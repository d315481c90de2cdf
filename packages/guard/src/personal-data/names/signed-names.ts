import type { Cue } from '../reading/cues.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';
import { commaName } from './comma-name.js';
import { commonNouns, functionWords } from './common-words.js';
import { givenNames } from './given-names.js';
import type { NameCue } from './name-cues.js';
import { type NameWords, nameFrom } from './name-words.js';
import { isLineStart, LONGEST_CLOSING, lineEnd } from './positions.js';
import { surnames } from './surnames.js';
import { wordSet } from './word-set.js';

/** Closings that nothing but a name follows in their line. */
const SHORT_CLOSINGS = new Set(['lg', 'vg', 'bg', 'mfg', 'gruß', 'gruss', 'grüße', 'grüsse', 'regards', 'cheers']);

/** The line below a closing, or the rest of its line: nothing but a name. */
export function signed({ text, tokens }: Reading, cue: Cue<NameCue>): NameWords | undefined {
  const closing = tokens[cue.last];
  if (!closing) return undefined;
  const end = lineEnd(text, closing.end);
  const rest = text.slice(closing.end, end);
  if (/^,? \p{L}/u.test(rest) && isLineStart(text, cue.start)) {
    const lowerCase = SHORT_CLOSINGS.has(closing.lower);
    const found = nameFrom(text, tokens, cue.last + 1, { anyWord: true, lowerCase, maxWords: 2 });
    const last = found && tokens[found.last];
    if (found && last && /^[ .!]*(?:\n|$)/.test(text.slice(last.end, last.end + 4)) && !isClosing(tokens, found))
      return found;
  }
  // A closing is a short line, and so is what stands in it behind the word.
  if (rest.length >= LONGEST_CLOSING || /\d/.test(rest) || /[.?!;]\s*\p{L}/u.test(rest)) return undefined;
  let first = cue.last + 1;
  while (first < tokens.length && (tokens[first]?.start ?? 0) < end) first += 1;
  const start = tokens[first]?.start;
  if (start === undefined || !/^\s{1,6}$/.test(text.slice(end, start))) return undefined;
  const found =
    commaName(text, tokens, first) ??
    nameFrom(text, tokens, first, { lowerCase: true, maxWords: 3, anyWord: true, anyPart: true });
  const last = found && tokens[found.last];
  if (!found || !last || !/^[ ,.]{0,2}(?:\n|$|\(|\/|\|)/.test(text.slice(last.end, last.end + 3))) return undefined;
  return isClosing(tokens, found) ? undefined : found;
}

/** "Ihr Kundenservice", "Customer Support": everybody, and nobody. */
function isClosing(tokens: readonly Token[], { first, last, words }: NameWords): boolean {
  const [one, other] = [tokens[first]?.lower ?? '', tokens[last]?.lower ?? ''];
  if (givenNames.has(one)) return false;
  return (
    commonNouns.has(one) ||
    functionWords.has(one) ||
    PARTIES.has(other) ||
    (words === 1 && surnames.has(one) && commonNouns.has(one))
  );
}

const PARTIES = wordSet(
  'team service support gmbh ag kg ug ltd inc llc kundenservice kundendienst redaktion abteilung department group gruppe shop store vertrieb buchhaltung sales marketing',
);
