import type { Candidate } from '../candidate.js';
import type { Reading } from '../reading/reading.js';
import { firstFrom } from '../reading/search.js';
import { commonNouns } from './common-words.js';
import { isCapitalised, nameFrom, type ScoredName } from './name-words.js';

/** Words and marks that a date of birth is told with, behind a name. */
const BORN = /^,? (?:\(?(?:geb|geboren|born|d\.? ?o\.? ?b|\*)\b|\(?\*)/i;
const MAX_TOKENS = 6;

/** Names in addresses, on the line above the street or before it between commas, and names with a birth behind. */
export function* namesBeside({ text, tokens }: Reading, streets: readonly Candidate[]): Generator<ScoredName> {
  for (const { start } of streets) {
    const joint = /(?:,? ?\n[ \t]{0,4}|, | \| ?|; ?|\t)$/.exec(text.slice(Math.max(0, start - 8), start))?.[0];
    if (joint === undefined) continue;
    const end = start - joint.length;
    const found = nameBefore(text, tokens, end) ?? recipientBefore(text, tokens, end);
    if (found) yield { ...found, score: joint.includes('\n') ? 0.88 : 0.82 };
  }
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || !BORN.test(text.slice(token.end, token.end + 10))) continue;
    const found = nameBefore(text, tokens, token.end);
    if (found) yield { ...found, score: 0.88 };
  }
}

/** The name of two and more words that ends at a place and begins a line, a sentence or an entry; `inSentence` a name written small, too. */
export function nameBefore(
  text: string,
  tokens: Reading['tokens'],
  end: number,
  inSentence = false,
): ScoredName | undefined {
  const last = firstFrom(tokens, end, 'end');
  if (tokens[last]?.end !== end) return undefined;
  for (let first = Math.max(0, last - MAX_TOKENS); first < last; first++) {
    const token = tokens[first];
    if (!token) continue;
    const before = text.slice(Math.max(0, token.start - 3), token.start);
    const isLine = /(?:^|\n)\s{0,3}$/.test(before);
    const isEntry = isLine || /(?:[.:;|(\t>!?] ?|, )$/.test(before);
    const found = nameFrom(text, tokens, first, {
      lowerCase: isLine || inSentence,
      maxWords: inSentence ? 3 : 4,
      anyWord: isLine,
      anyPart: isLine,
    });
    const isReversed =
      found && found.last < last && text.slice(tokens[found.last]?.end, (tokens[found.last]?.end ?? 0) + 2) === ', ';
    const rest = isReversed
      ? nameFrom(text, tokens, found.last + 1, { lowerCase: isLine, maxWords: 2, anyWord: isLine })
      : undefined;
    if (!found || (rest?.last ?? found.last) !== last) continue;
    const words = found.words + (rest?.words ?? 0) + Number(found.hasInitial);
    // In the middle of a sentence only capitals begin a name, and the word before them is small.
    const isMiddle = (isCapitalised(text, token) || (inSentence && last === first + 1)) && /\p{Ll} $/u.test(before);
    if (words > 1 && (isEntry || isMiddle) && (isLine || !commonNouns.has(tokens[last]?.lower ?? '')))
      return { ...found, last, score: 0 };
  }
  return undefined;
}

/** "deliver to anna muster, …": two words written small behind a word that leads to persons. */
function recipientBefore(text: string, tokens: Reading['tokens'], end: number): ScoredName | undefined {
  const found = nameBefore(text, tokens, end, true);
  return found &&
    found.words === 2 &&
    /^(?:an|to|für|for|bei|from|von|absender|empfänger)$/.test(tokens[found.first - 1]?.lower ?? '')
    ? found
    : undefined;
}
