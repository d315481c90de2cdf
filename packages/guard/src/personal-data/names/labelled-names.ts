import type { Cue } from '../reading/cues.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';
import { commaName } from './comma-name.js';
import { commonNouns } from './common-words.js';
import type { NameCue } from './name-cues.js';
import { type NameWords, nameFrom } from './name-words.js';
import { afterIs } from './positions.js';
import { wordSet } from './word-set.js';

/** "Name: Anna Muster", "Kontoinhaberin ist …", "Von: Anna Muster <…>". */
export function labelled({ text, tokens }: Reading, cue: Cue<NameCue>, between: string): NameWords | undefined {
  const first = afterIs(tokens, cue.last + 1);
  const isStated = first > cue.last + 1 && /^ $/.test(between);
  const isMarked = /^\)?(?: ?[:=]| ->| →| –| -) ?$/.test(between) || /^\)? ?[:=]\n?[ \t]*$/.test(between);
  const stands = STANDING_LABELS.has(text.slice(cue.start, cue.end).toLowerCase());
  if (!isStated && !isMarked && !(stands && between === ' ')) return undefined;
  return commaName(text, tokens, first) ?? whole(text, tokens, first, tokens[cue.last]?.lower ?? '');
}

/** Labels that a name can follow without a mark: "Vor- und Nachname Anna Muster". */
const STANDING_LABELS = new Set([
  'vor- und nachname',
  'vorname',
  'nachname',
  'full name',
  'kontoinhaber',
  'ansprechpartner',
  'ansprechpartnerin',
  'kontoinhaberin',
  'account holder',
  'versicherte person',
  'insured person',
  'absender',
  'empfänger',
  'recipient',
]);

/** Parties of a conversation: what they say begins in a capital as well. */
const SPEAKERS = wordSet(
  'kunde kundin kunden customer client user patient patientin gast guest mitarbeiter mitarbeiterin employee teilnehmer teilnehmerin participant fahrer fahrerin driver mieter mieterin tenant',
);
/** Labels that one word alone can be the name for. */
const SINGLE = wordSet(
  'name vorname nachname familienname surname kontoinhaber kontoinhaberin ansprechpartner ansprechpartnerin holder recipient empfänger empfängerin absender cardholder',
);

function whole(text: string, tokens: readonly Token[], first: number, label: string): NameWords | undefined {
  const found = nameFrom(text, tokens, first, { lowerCase: false, maxWords: 3, anyWord: true });
  const [only, last] = found ? [tokens[found.first], tokens[found.last]] : [];
  if (found && only && last) {
    // A capitalised noun behind a colon is a sentence more often than a name, unless it is all there is.
    const isAll = /^ ?(?:[\n,;|<(/.]|$)/.test(text.slice(last.end, last.end + 2));
    if (found.isKnownGiven || found.isKnownSurname || found.hasInitial) return found;
    if (found.words > 1) return !SPEAKERS.has(label) || (isAll && !commonNouns.has(only.lower)) ? found : undefined;
    return SINGLE.has(label) && isAll && only.end - only.start > 2 && !commonNouns.has(only.lower) ? found : undefined;
  }
  const small = nameFrom(text, tokens, first, { lowerCase: true, maxWords: 2, anyWord: true });
  return small && small.words === 2 && !SPEAKERS.has(label) ? small : undefined;
}
