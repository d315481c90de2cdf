import type { Cue } from '../reading/cues.js';
import type { Reading } from '../reading/reading.js';
import type { NameCue } from './name-cues.js';
import { isCapitalised, nameFrom, type ScoredName } from './name-words.js';
import { nameBefore } from './names-beside.js';
import { wordSet } from './word-set.js';

/** Labels that mean a name and not a party of a conversation. */
const FIELDS = wordSet(
  'name person contact kontoinhaber kontoinhaberin karteninhaber karteninhaberin ansprechpartner ansprechpartnerin empfänger empfängerin recipient holder cardholder nachname vorname surname insured',
);
const NEAR_TOKENS = 8;
const UNDER = /^(?:as|als|under|unter)$/;

/** Names in the sentence of a label: "steht unter Kontoinhaber noch A. Muster", "add Anna Muster as my name". */
export function* namesNear({ text, tokens }: Reading, cue: Cue<NameCue>): Generator<ScoredName> {
  const label = tokens[cue.last];
  if (!label || !FIELDS.has(label.lower)) return;
  for (let index = cue.last + 1; index <= cue.last + NEAR_TOKENS; index++) {
    const [token, previous] = [tokens[index], tokens[index - 1]];
    if (
      !token ||
      !previous ||
      /[\n|;\t]|[.!?] /.test(text.slice(previous.end, token.start)) ||
      token.kind !== 'letters'
    )
      break;
    if (!isCapitalised(text, token)) continue;
    const found = nameFrom(text, tokens, index, { lowerCase: false, maxWords: 3 });
    if (found && found.words + Number(found.hasInitial) > 1) {
      yield { ...found, score: 0.7 };
      break;
    }
  }
  const [one, two] = [tokens[cue.first - 1]?.lower ?? '', tokens[cue.first - 2]?.lower ?? ''];
  const as = UNDER.test(one) ? cue.first - 1 : UNDER.test(two) ? cue.first - 2 : undefined;
  const before = as === undefined ? undefined : tokens[as - 1];
  if (!before) return;
  const found = nameBefore(text, tokens, before.end, true);
  if (found) yield { ...found, score: 0.75 };
}
