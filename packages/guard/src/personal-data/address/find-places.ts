import type { Candidate } from '../candidate.js';
import { commonNouns, functionWords } from '../names/common-words.js';
import { isCapitalised } from '../names/name-words.js';
import { phrases } from '../reading/phrases.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';
import { americanStates, britishAreas, quantityNouns } from './place-words.js';

export const placeCues = phrases(`
  ort, wohnort*, plz, postleitzahl*, plz und ort, plz ort, wohnhaft, wohne, wohnen, wohnt, wohnsitz, adresse*,
  anschrift*, lieferadresse*, rechnungsadresse*, gemeldet, stadt, town, city, zip, zip code, postcode*, postal
  code, place of residence, address*, live in, lived in, lives in, registered in, resident`);

const MAX_WORDS = 4;
const TOWN_MIDDLE = /^(?:am|an|der|im|in|bei|ob|vor|auf|dem|unter|a|d|i|upon|on|the|under|le|st|la|los|del|de)$/;
const BRITISH_OUTWARD = /^([A-Z]{1,2})\d[A-Z\d]?$/;
const BRITISH_INWARD = /^\d[ABD-HJLNP-UW-Z]{2}$/;

/** Postcodes with their towns: German, Austrian, Swiss, British and American. */
export function* findPlaces(reading: Reading): Generator<Candidate> {
  for (let index = 0; index < reading.tokens.length; index++) {
    const token = reading.tokens[index];
    if (!token || token.code.length > 8) continue;
    const found =
      token.kind === 'digits' ? (american(reading, index) ?? german(reading, index)) : british(reading, index);
    if (found) yield found;
  }
}

/** "50667 Köln", "D-50667 Köln", "1010 Wien" where it is announced or stands behind a street. */
function german({ text, tokens, context }: Reading, index: number): Candidate | undefined {
  const code = tokens[index];
  if (!code || (code.code.length !== 5 && code.code.length !== 4)) return undefined;
  const country = /(?<![\p{L}\d])(?:D|DE|A|AT|CH|L)[- ]$/u.exec(
    text.slice(Math.max(0, code.start - 4), code.start),
  )?.[0];
  const before = text.slice(Math.max(0, code.start - 12), code.start);
  if (country === undefined && /[\p{L}\d][-._/,]$/u.test(before)) return undefined;
  const last = townForward(text, tokens, index);
  const town = tokens[index + 1];
  if (last === index || !town) return undefined;
  const start = code.start - (country?.length ?? 0);
  const end = tokens[last]?.end ?? code.end;
  const isBehindStreet = /\d ?[a-h]?(?:, ?|\n| in |,? ?[|;\t] ?)(?:[A-Z]{1,2}-)?$/.test(
    text.slice(Math.max(0, code.start - 10), code.start),
  );
  const evidence = context.evidence('place', start, end);
  const isBehindWord = /\b(?:in|nach|aus|bei|to|from)\s$/i.test(text.slice(Math.max(0, start - 8), start));
  const isLine =
    /(?:^|\n)\s{0,4}$/.test(text.slice(Math.max(0, start - 6), start)) &&
    /^\s{0,2}(?:\n|$)/.test(text.slice(end, end + 4));
  const isRound = code.code.endsWith('00') || (code.code.length === 4 && /^(?:19|20)/.test(code.code));
  if (quantityNouns.has(town.lower) && !isBehindStreet) return undefined;
  const isCapital = isCapitalised(text, town);
  const isYear = code.code.length === 4 && /^(?:1[0-9]|20)/.test(code.code);
  const announced = evidence === 'announced' && !(isYear || (code.code.length === 4 && !isCapital));
  const supported = isBehindStreet || announced || country !== undefined || (isLine && !isYear);
  const five = isCapital ? (isRound ? 0.3 : 0.58) : 0.1;
  const alone =
    code.code.length === 5 ? five + (isBehindWord && isCapital ? 0.25 : isBehindWord && !isRound ? 0.45 : 0) : 0.05;
  return {
    type: 'place',
    start,
    end,
    score: supported && (isCapital || isBehindStreet || announced || isLine) ? 0.94 : alone,
  };
}

/** Index of the last word of a town that begins behind `index`. */
function townForward(text: string, tokens: readonly Token[], index: number): number {
  let last = index;
  const first = tokens[index + 1];
  const small = first !== undefined && !isCapitalised(text, first);
  for (let at = index + 1; at <= index + MAX_WORDS + 1; at++) {
    const [token, previous] = [tokens[at], tokens[at - 1]];
    if (!token || !previous || token.kind !== 'letters' || token.lower === '') break;
    const joint = text.slice(previous.end, Math.min(token.start, previous.end + 3));
    const isFirst = at === index + 1;
    if (
      joint !== ' ' &&
      !(joint === '-' && !isFirst) &&
      !(joint === '. ' && TOWN_MIDDLE.test(previous.lower)) &&
      !(joint === '/' && !isFirst)
    )
      break;
    if (joint === '-') last = at;
    else if (isFirst && functionWords.has(token.lower) && small) break;
    else if (isFirst && (!small || token.lower.length > 2)) last = at;
    else if (
      !isFirst &&
      TOWN_MIDDLE.test(token.lower) &&
      !small &&
      [tokens[at + 1], tokens[at + 2]].some((next) => next && isCapitalised(text, next))
    )
      continue;
    // "Bad Wildungen", "Frankfurt am Main", "Velden am Wörther See"; a capital behind a town by itself begins something else.
    else if (
      !isFirst &&
      isCapitalised(text, token) &&
      !small &&
      (TOWN_MIDDLE.test(previous.lower) ||
        TOWN_BEGINNINGS.has(tokens[last]?.lower ?? '') ||
        TOWN_ENDINGS.has(token.lower))
    )
      last = at;
    else if (
      !isFirst &&
      small &&
      (TOWN_BEGINNINGS.has(previous.lower) ||
        (TOWN_MIDDLE.test(token.lower) && SMALL_MIDDLE.has(token.lower)) ||
        SMALL_MIDDLE.has(previous.lower))
    )
      last = at;
    else break;
  }
  return last;
}

const TOWN_ENDINGS = new Set('see land stadt main saale ruhr spree'.split(' '));
/** Written small, these are parts of a town and of little else behind a postcode. */
const SMALL_MIDDLE = new Set(['am', 'an', 'der', 'im', 'ob']);
const TOWN_BEGINNINGS = new Set(
  'bad bergisch sankt st alt neu groß klein hohen markt burg schwäbisch deutsch maria kirchdorf bruck san santa new ober unter hann hannoversch königs lutherstadt'.split(
    ' ',
  ),
);

/** "Springfield, IL 62704". */
function american({ text, tokens }: Reading, index: number): Candidate | undefined {
  const [code, state] = [tokens[index], tokens[index - 1]];
  if (code?.code.length !== 5 || !state || !americanStates.has(state.code) || text.slice(state.end, code.start) !== ' ')
    return undefined;
  const isCapital = isCapitalised(text, state);
  // Written small, "in" and "or" are states behind a comma alone.
  if (!isCapital && !/, $/.test(text.slice(Math.max(0, state.start - 2), state.start))) return undefined;
  const first = townBackward(text, tokens, index - 1);
  if (first === undefined) return undefined;
  const extension = /^-\d{4}(?!\d)/.exec(text.slice(code.end, code.end + 6))?.[0].length ?? 0;
  return {
    type: 'place',
    start: tokens[first]?.start ?? state.start,
    end: code.end + extension,
    score: isCapital ? 0.92 : 0.78,
  };
}

/** "Leeds LS1 4AP", "Sheffield, S1 2HE". */
function british({ text, tokens, context }: Reading, index: number): Candidate | undefined {
  const [outward, inward] = [tokens[index], tokens[index + 1]];
  const area = BRITISH_OUTWARD.exec(outward?.code ?? '')?.[1];
  if (
    !outward ||
    !inward ||
    area === undefined ||
    !britishAreas.has(area) ||
    text.slice(outward.end, inward.start) !== ' ' ||
    !BRITISH_INWARD.test(inward.code)
  )
    return undefined;
  if (isCapitalised(text, outward) !== /[A-Z]/.test(text.slice(inward.start, inward.end))) return undefined;
  const first = townBackward(text, tokens, index) ?? index;
  const start = tokens[first]?.start ?? outward.start;
  const announced = context.evidence('place', start, inward.end) === 'announced';
  return { type: 'place', start, end: inward.end, score: announced || first < index ? 0.93 : 0.8 };
}

const PREPOSITION = /^(?:in|to|from|at|near|by|for|of|an|nach|aus|bei|von)$/;

/** Index of the first word of a town that ends before the token `index`. */
function townBackward(text: string, tokens: readonly Token[], index: number): number | undefined {
  let first: number | undefined;
  for (let at = index - 1; at >= Math.max(0, index - MAX_WORDS); at--) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token || !next || token.kind !== 'letters') break;
    const joint = text.slice(token.end, Math.min(next.start, token.end + 3));
    const isFirst = at === index - 1;
    if (
      joint !== ' ' &&
      joint !== '-' &&
      joint !== "'" &&
      !(isFirst && joint === ', ') &&
      !(joint === '. ' && token.lower === 'st')
    )
      break;
    const isSmall = !isCapitalised(text, token);
    // "Falls" and "New" are words elsewhere, too; prepositions begin no town.
    if (functionWords.has(token.lower) && (isSmall || PREPOSITION.test(token.lower))) {
      if (
        TOWN_MIDDLE.test(token.lower) &&
        isCapitalised(text, tokens[at - 1] ?? token) &&
        /^[ -]$/.test(text.slice(tokens[at - 1]?.end ?? 0, token.start))
      )
        continue;
      break;
    }
    const reference = first === undefined ? token : tokens[first];
    if (
      !reference ||
      isSmall === isCapitalised(text, reference) ||
      (commonNouns.has(token.lower) &&
        first !== undefined &&
        !/^(?:new|north|west|south|great|lake|park|city)$/.test(token.lower))
    )
      break;
    first = at;
  }
  return first;
}
