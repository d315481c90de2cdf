import type { Candidate } from '../candidate.js';
import { type Cue, findCues } from '../reading/cues.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';
import { brands } from './brands.js';
import { commaName } from './comma-name.js';
import { commonNouns, functionWords } from './common-words.js';
import { labelled } from './labelled-names.js';
import { namesByList } from './listed-name-pairs.js';
import { type NameCue, nameCues } from './name-cues.js';
import { isCapitalised, isInitial, type NameWords, nameFrom, type ScoredName } from './name-words.js';
import { namesAmongPersons } from './names-among-persons.js';
import { namesBeside } from './names-beside.js';
import { namesNear } from './names-near.js';
import { afterIs, sentenceStarts } from './positions.js';
import { signed } from './signed-names.js';

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
  let isPersonal = false;
  for (const cue of findCues(reading.tokens, nameCues)) {
    for (const name of namesByCue(reading, cue)) {
      isPersonal = true;
      yield name;
    }
  }
  yield* namesByList(reading);
  yield* namesInCells(reading);
  yield* namesBeside(reading, streets);
  if (isPersonal) yield* namesAmongPersons(reading);
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
    else if (!found && /^(?:kollege|kollegen|kollegin|colleague)$/.test(tokens[cue.last]?.lower ?? '')) {
      const small = nameFrom(text, tokens, cue.last + 1, { lowerCase: true, maxWords: 2 });
      if (small?.words === 2 && functionWords.has(tokens[small.last + 1]?.lower ?? '')) yield { ...small, score: 0.6 };
    }
  }
  if (cue.kinds.has('sign-off')) yield* taken(signed(reading, cue), 0.9);
}

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

/** Whole cells below the title of a column that holds names. */
function* namesInCells({ text, tokens, context }: Reading): Generator<ScoredName> {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'letters') continue;
    const cell = context.cellAt(token.start);
    if (!cell?.title || (tokens[index - 1]?.end ?? 0) > cell.start) continue;
    if (context.evidence('person', token.start, token.end) !== 'announced') continue;
    const found =
      commaName(text, tokens, index) ??
      nameFrom(text, tokens, index, { lowerCase: true, maxWords: 4, anyWord: true, anyPart: true });
    if (found && (tokens[found.last + 1]?.start ?? text.length) >= cell.end) yield { ...found, score: 0.93 };
  }
}

const INSTITUTION =
  /(?:institut|stiftung|schule|gymnasium|universität|klinik|klinikum|krankenhaus|haus|straße|strasse|platz|preis|gesellschaft|verlag|museum|werke|gruppe|orden|partei)(?:e?s)?$/;

function isBrand(tokens: readonly Token[], { first, last }: NameWords): boolean {
  const words = tokens.slice(Math.max(0, first - 1), last + 1).map(({ lower }) => lower);
  // "Robert Koch-Institut": named after somebody, and nobody.
  const [before, end] = [tokens[last - 1], tokens[last]];
  if (before && end && end.start - before.end === 1 && INSTITUTION.test(end.lower)) return true;
  return (
    brands.has(words.slice(1).join(' ')) ||
    brands.has(words.slice(0, 3).join(' ')) ||
    brands.has(words.slice(0, 2).join(' ')) ||
    brands.has(words.join(' '))
  );
}
