import type { Candidate } from '../candidate.js';
import { type Cue, findCues } from '../reading/cues.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';
import { brands } from './brands.js';
import { commaName } from './comma-name.js';
import { commonNouns, functionWords } from './common-words.js';
import { givenNames } from './given-names.js';
import { type NameCue, nameCues } from './name-cues.js';
import { isCapitalised, isInitial, type NameWords, nameFrom, type ScoredName } from './name-words.js';
import { namesBeside } from './names-beside.js';
import { namesNear } from './names-near.js';
import { isLineStart, LONGEST_CLOSING, lineEnd, sentenceStarts } from './positions.js';
import { surnames } from './surnames.js';

const GREETED = { maxWords: 3, anyWord: true } as const;
const NAMED = { lowerCase: true, maxWords: 3, anyWord: true } as const;
const CAPITALS = { lowerCase: false, maxWords: 3 } as const;

/** Names of persons by the words around them and by lists of common names. */
export function* findNames(reading: Reading, streets: readonly Candidate[]): Generator<Candidate> {
  for (const name of namesOf(reading, streets)) {
    const [first, last] = [reading.tokens[name.first], reading.tokens[name.last]];
    if (!first || !last || isBrand(reading.tokens, name)) continue;
    yield { type: 'person', start: first.start, end: last.end, score: name.score };
  }
}

function* namesOf(reading: Reading, streets: readonly Candidate[]): Generator<ScoredName> {
  for (const cue of findCues(reading.tokens, nameCues)) yield* namesByCue(reading, cue);
  yield* namesByList(reading);
  yield* namesInCells(reading);
  yield* namesBeside(reading, streets);
}

function* namesByCue(reading: Reading, cue: Cue<NameCue>): Generator<ScoredName> {
  const { text, tokens } = reading;
  const next = tokens[cue.last + 1];
  if (!next) return;
  const between = text.slice(cue.end, Math.min(next.start, cue.end + 12));
  const taken = (found: NameWords | undefined, score: number) => (found ? [{ ...found, score }] : []);
  if (
    cue.kinds.has('title') &&
    /^\.? ?$/.test(between) &&
    !(cue.last === cue.first && isInitial(text, tokens[cue.first]))
  ) {
    yield* taken(afterTitle(reading, cue), 0.95);
  }
  if (cue.kinds.has('introduction') && /^[:. ]{0,2}["„“]? ?$/.test(between))
    yield* taken(introduced(reading, cue.last + 1), 0.92);
  if (cue.kinds.has('claim') && /^[: ]{1,2}$/.test(between)) {
    const found = nameFrom(text, tokens, cue.last + 1, CAPITALS);
    if (found && found.words + Number(found.hasInitial) > 1 && (found.isKnownGiven || found.isKnownSurname))
      yield { ...found, score: 0.88 };
  }
  if (cue.kinds.has('greeting') && /^ (?:an )?$/.test(between)) yield* taken(greeted(reading, cue), 0.9);
  if (cue.kinds.has('label')) {
    const found = labelled(reading, cue, between);
    yield* found ? [{ ...found, score: 0.92 }] : namesNear(reading, cue);
  }
  if (cue.kinds.has('role') && /^,? $/.test(between)) {
    const found = nameFrom(text, tokens, afterIs(tokens, cue.last + 1), CAPITALS);
    if (found && found.words + Number(found.hasInitial) > 1) yield { ...found, score: 0.8 };
  }
  if (cue.kinds.has('sign-off')) yield* taken(signed(reading, cue), 0.9);
}

const afterIs = (tokens: readonly Token[], index: number) =>
  /^(?:ist|is|heißt|lautet|war|was)$/.test(tokens[index]?.lower ?? '') ? index + 1 : index;

/** Behind the last of several titles; "Herr und Frau X" has one name. */
function afterTitle({ text, tokens }: Reading, cue: Cue<NameCue>): NameWords | undefined {
  let first = cue.last + 1;
  for (
    let titles = 0;
    titles < 5 &&
    TITLE_CHAIN.has(tokens[first]?.lower ?? '') &&
    (tokens[first]?.start ?? 0) - (tokens[first - 1]?.end ?? 0) <= 2;
    titles++
  )
    first += 1;
  const start = tokens[first]?.start ?? 0;
  if (text.slice(tokens[first - 1]?.end, start).includes('\n')) return undefined;
  const found = nameFrom(text, tokens, first, { ...NAMED, lowerCase: false });
  if (found) return found;
  // "herr müller": written small, one word or two, and no verb in between that we know.
  const lower = tokens[cue.first];
  const isSmall = lower !== undefined && !isCapitalised(text, lower);
  const title = tokens[first - 1]?.lower ?? '';
  if (!isSmall && !STRONG_TITLES.has(title)) return undefined;
  return nameFrom(text, tokens, first, { ...NAMED, maxWords: 2 });
}

const TITLE_CHAIN = new Set([
  'dr',
  'prof',
  'professor',
  'professorin',
  'doktor',
  'med',
  'rer',
  'nat',
  'phil',
  'jur',
  'h',
  'c',
  'dipl',
  'ing',
  'und',
  'and',
  'mrs',
  'frau',
  'herr',
  'herrn',
  'mag',
  'familie',
]);
const STRONG_TITLES = new Set([
  'herr',
  'herrn',
  'frau',
  'familie',
  'eheleute',
  'mr',
  'mrs',
  'ms',
  'dr',
  'prof',
  'professor',
]);

function introduced({ text, tokens }: Reading, first: number): NameWords | undefined {
  const capitals = nameFrom(text, tokens, first, { ...NAMED, lowerCase: false });
  return capitals ?? nameFrom(text, tokens, first, { ...NAMED, maxWords: 2 });
}

/** "Hallo Anna," at the beginning of a sentence, with nothing but the name before the comma or the end. */
function greeted({ text, tokens }: Reading, cue: Cue<NameCue>): NameWords | undefined {
  if (!sentenceStarts(text, cue.start)) return undefined;
  const lowerCase = !/^(?:danke|dankeschön|thanks|you|na|welcome|willkommen|back)$/.test(tokens[cue.last]?.lower ?? '');
  const found = nameFrom(text, tokens, cue.last + 1, { ...GREETED, lowerCase });
  const last = found && tokens[found.last];
  const [only] = found ? [tokens[found.first]] : [];
  if (!found || !last || !only || !/^ ?(?:[,!.:;?)–-]|\n|$)/.test(text.slice(last.end, last.end + 2))) return undefined;
  return found.words === 1 && !found.isKnownGiven && commonNouns.has(only.lower) ? undefined : found;
}

/** "Name: Anna Muster", "Kontoinhaberin ist …", "Von: Anna Muster <…>". */
function labelled({ text, tokens }: Reading, cue: Cue<NameCue>, between: string): NameWords | undefined {
  const first = afterIs(tokens, cue.last + 1);
  const isStated = first > cue.last + 1 && /^ $/.test(between);
  const isMarked = /^\)? ?(?:[:=]|->|→|–|-) ?$/.test(between) || /^\)? ?[:=]\n?[ \t]*$/.test(between);
  const stands = STANDING_LABELS.has(text.slice(cue.start, cue.end).toLowerCase());
  if (!isStated && !isMarked && !(stands && between === ' ')) return undefined;
  return commaName(text, tokens, first) ?? whole(text, tokens, first, isMarked && between.includes(':'));
}

/** Labels that a name can follow without a mark: "Vor- und Nachname Anna Muster". */
const STANDING_LABELS = new Set([
  'vor- und nachname',
  'vorname',
  'nachname',
  'full name',
  'kontoinhaber',
  'kontoinhaberin',
  'account holder',
  'versicherte person',
  'insured person',
  'absender',
  'empfänger',
  'recipient',
]);

function whole(text: string, tokens: readonly Token[], first: number, isField: boolean): NameWords | undefined {
  const found = nameFrom(text, tokens, first, { ...NAMED, lowerCase: false });
  const [only, last] = found ? [tokens[found.first], tokens[found.last]] : [];
  if (found && only && last) {
    // One capitalised noun behind a colon is a sentence more often than a name, unless it is all there is.
    const isAll = /^ ?(?:[\n,;|<(/.]|$)/.test(text.slice(last.end, last.end + 2));
    return found.words > 1 ||
      found.hasInitial ||
      found.isKnownGiven ||
      (isField && isAll && !commonNouns.has(only.lower))
      ? found
      : undefined;
  }
  const small = nameFrom(text, tokens, first, { ...NAMED, maxWords: 2 });
  return small && small.words === 2 ? small : undefined;
}

/** Closings that nothing but a name follows in their line. */
const SHORT_CLOSINGS = new Set(['lg', 'vg', 'bg', 'mfg', 'gruß', 'gruss', 'grüße', 'grüsse', 'regards', 'cheers']);

/** The line below a closing, or the rest of its line: nothing but a name. */
function signed({ text, tokens }: Reading, cue: Cue<NameCue>): NameWords | undefined {
  const closing = tokens[cue.last];
  if (!closing) return undefined;
  const end = lineEnd(text, closing.end);
  const rest = text.slice(closing.end, end);
  if (/^,? \p{L}/u.test(rest) && isLineStart(text, cue.start)) {
    const lowerCase = SHORT_CLOSINGS.has(closing.lower);
    const found = nameFrom(text, tokens, cue.last + 1, { ...NAMED, lowerCase, maxWords: 2 });
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
  const found = commaName(text, tokens, first) ?? nameFrom(text, tokens, first, NAMED);
  const last = found && tokens[found.last];
  if (!found || !last || !/^[ ,.]{0,2}(?:\n|$|\(|\/|\|)/.test(text.slice(last.end, last.end + 3))) return undefined;
  return isClosing(tokens, found) ? undefined : found;
}

/** "Ihr Kundenservice", "your team": everybody, and nobody. */
const isClosing = (tokens: readonly Token[], { first, last }: NameWords) =>
  tokens
    .slice(first, last + 1)
    .some(
      ({ lower }) =>
        (commonNouns.has(lower) || functionWords.has(lower)) && !givenNames.has(lower) && !surnames.has(lower),
    );

/** A known given name and a word in capitals, an initial and a known surname, a name before its address. */
function* namesByList({ text, tokens }: Reading): Generator<ScoredName> {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'letters') continue;
    const isKnown = givenNames.has(token.lower);
    if (!isCapitalised(text, token)) {
      const next = tokens[index + 1];
      if (
        isKnown &&
        next &&
        surnames.has(next.lower) &&
        text.slice(token.end, next.start) === ' ' &&
        !functionWords.has(token.lower) &&
        !functionWords.has(next.lower)
      ) {
        yield {
          first: index,
          last: index + 1,
          words: 2,
          isKnownGiven: true,
          isKnownSurname: true,
          hasInitial: false,
          score: 0.8,
        };
      }
      continue;
    }
    const previous = tokens[index - 1];
    const continues =
      previous &&
      isCapitalised(text, previous) &&
      text.slice(previous.end, token.start) === ' ' &&
      !sentenceStarts(text, previous.start);
    const found = nameFrom(text, tokens, index, CAPITALS);
    if (!found) continue;
    const parts = found.words + Number(found.hasInitial);
    const last = tokens[found.last];
    const isBeforeAddress = last !== undefined && /^ ?<\S{1,80}@/.test(text.slice(last.end, last.end + 84));
    if (isBeforeAddress) yield { ...found, score: 0.92 };
    else if (parts > 1 && isKnown && found.isKnownSurname) yield { ...found, score: 0.93 };
    else if (parts > 1 && (isKnown || (isInitial(text, token) && found.isKnownSurname)))
      yield { ...found, score: continues ? 0.6 : 0.8 };
    else if (parts > 1 && found.words === 2 && found.isKnownSurname && !continues) yield { ...found, score: 0.62 };
    if (parts > 1 && isKnown) index = found.last;
  }
}

/** Whole cells below the title of a column that holds names. */
function* namesInCells({ text, tokens, context }: Reading): Generator<ScoredName> {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'letters') continue;
    const cell = context.cellAt(token.start);
    if (!cell?.title || (tokens[index - 1]?.end ?? 0) > cell.start) continue;
    if (context.evidence('person', token.start, token.end) !== 'announced') continue;
    const found =
      commaName(text, tokens, index) ?? nameFrom(text, tokens, index, { lowerCase: true, maxWords: 4, anyWord: true });
    if (found && (tokens[found.last + 1]?.start ?? text.length) >= cell.end) yield { ...found, score: 0.93 };
  }
}

function isBrand(tokens: readonly Token[], { first, last }: NameWords): boolean {
  const words = tokens.slice(Math.max(0, first - 1), last + 1).map(({ lower }) => lower);
  return (
    brands.has(words.slice(1).join(' ')) ||
    brands.has(words.slice(0, 3).join(' ')) ||
    brands.has(words.slice(0, 2).join(' ')) ||
    brands.has(words.join(' '))
  );
}
