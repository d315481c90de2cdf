import type { Candidate } from '../candidate.js';
import { functionWords } from '../names/common-words.js';
import { isCapitalised } from '../names/name-words.js';
import { phrases } from '../reading/phrases.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';
import {
  certainEndings,
  englishEndings,
  germanArticles,
  germanBeginnings,
  germanEndings,
  unitWords,
} from './street-words.js';

export const streetCues = phrases(`
  adresse*, anschrift*, straße, strasse, straße und hausnummer, hausnummer, lieferadresse*, lieferanschrift*,
  rechnungsadresse*, wohnadresse*, wohnhaft, wohne, wohnt, wohnen, address*, street, street address, home address,
  delivery address, billing address, resident, live at, lives at, postanschrift*, absender, abholung, umgezogen,
  wohnsitz`);

const MAX_WORDS = 5;
const HOUSE_NUMBER = /^\d{1,4}[a-z]?$/;

/** Streets with house numbers, in German (number behind) and English (number before). */
export function* findStreets(reading: Reading): Generator<Candidate> {
  for (let index = 0; index < reading.tokens.length; index++) {
    const token = reading.tokens[index];
    if (!token || !HOUSE_NUMBER.test(token.lower)) continue;
    const found = german(reading, index) ?? english(reading, index);
    if (found) yield found;
  }
}

/** "Alte Gasse 12 b": the words before the number, back to one that is no part of a street. */
function german({ text, tokens, context }: Reading, number: number): Candidate | undefined {
  const house = tokens[number];
  const name = tokens[number - 1];
  if (
    !house ||
    !name ||
    name.kind !== 'letters' ||
    !/^\.? $/.test(text.slice(name.end, Math.min(house.start, name.end + 4)))
  )
    return undefined;
  const end = houseEnd(text, tokens, number);
  if (
    /^(?:[.,]\d|[:%€$]|-?\p{L}| ?(?:Uhr|EUR|€|%|Jahre|Tage|Stück|kg|km|Prozent|Mio|Millionen)(?!\p{L}))/u.test(
      text.slice(end, end + 12),
    )
  )
    return undefined;
  const [first, hasPreposition] = streetStart(text, tokens, number - 1);
  const start = tokens[first]?.start ?? name.start;
  const word = name.lower;
  const isCapital = isCapitalised(text, name);
  const evidence = context.evidence('street', start, end);
  const isBeforePlace = /^(?:, ?|\n| - | in |,? ?[|;\t] ?)(?:[A-Z]{1,2}-)?\d{4,5} \p{L}/u.test(
    text.slice(end, end + 14),
  );
  const certain = certainEndings.test(word) && (word.length > 4 || first < number - 1 || isCapital);
  const likely = germanEndings.test(word) && (word.length > 5 || first < number - 1);
  // Written small, only what says "street" itself or stands in an address is one.
  const alone = certain
    ? isCapital
      ? 0.9
      : 0.75
    : hasPreposition && isCapital
      ? 0.45
      : likely && isCapital
        ? 0.42
        : isCapital && first < number - 1
          ? 0.2
          : 0;
  const known = isBeforePlace ? 0.93 : evidence === 'announced' ? 0.9 : alone;
  const isAddressLine = isBeforePlace && text[start - 1] === '\n';
  const isCell = evidence === 'announced' && context.cellAt(start)?.title !== undefined;
  if (!isCapital && !certain && !likely && !hasPreposition && !isCell && !isAddressLine) return undefined;
  if (functionWords.has(word) || MONTHS.has(word) || unitWords.has(word)) return undefined;
  if (NUMBER_NOUNS.has(word) && (first === number - 1 || (hasPreposition && !certain))) return undefined;
  // "Grüne Woche 2026": no street has so many houses.
  if (/^(?:19|20)\d\d$/.test(house.code) && !isBeforePlace) return undefined;
  return known > 0 ? { type: 'street', start, end, score: Math.max(alone, known) } : undefined;
}

const MONTHS = new Set(
  'januar februar märz april mai juni juli august september oktober november dezember january february march may june july october december'.split(
    ' ',
  ),
);
/** Nouns that numbers follow. */
const NUMBER_NOUNS = new Set(
  'nummer nr seite kapitel artikel absatz version bestellung rechnung auftrag ean isbn zimmer raum gleis tag jahr kw platz band teil punkt abschnitt tabelle abbildung bild release firmware modell charge ersatzteil number page chapter section part table figure order invoice model batch flight room gate windows office sendungsnummer bestellnummer artikelnummer sars covid cov super bowl paket parcel sendung tracking'.split(
    ' ',
  ),
);

/** Index of the first word of a street whose last word is at `last`, and whether it begins with a preposition. */
function streetStart(text: string, tokens: readonly Token[], last: number): [number, boolean] {
  let first = last;
  for (let index = last - 1; index >= Math.max(0, last - MAX_WORDS + 1); index--) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    if (!token || !next || token.kind !== 'letters') break;
    const joint = text.slice(token.end, Math.min(next.start, token.end + 3));
    if (joint === '-' || (joint === '.-' && token.lower.length < 4)) {
      first = index;
      continue;
    }
    if (joint !== ' ' && !(joint === '. ' && token.lower.length < 6)) break;
    if (germanBeginnings.has(token.lower))
      return first === last || germanArticles.has(next.lower) || isCapitalised(text, next)
        ? withPreposition(text, tokens, index, first)
        : [first, false];
    // "altenberger str.", written small.
    const isDerived = next === tokens[last] && !isCapitalised(text, next) && /.{3}er$/.test(token.lower);
    if (
      germanArticles.has(token.lower) ||
      (isDerived && !functionWords.has(token.lower)) ||
      (isCapitalised(text, token) && !functionWords.has(token.lower))
    )
      first = index;
    else break;
  }
  // An article by itself begins no street.
  while (first < last && germanArticles.has(tokens[first]?.lower ?? '') && !isCapitalised(text, tokens[first] as Token))
    first += 1;
  return [first, false];
}

/** "wohne in der Alten Gasse 3": "in der" belongs to the sentence; "An der Mühle 3" to the street. */
function withPreposition(text: string, tokens: readonly Token[], index: number, first: number): [number, boolean] {
  const token = tokens[index];
  if (token && isCapitalised(text, token)) return [index, true];
  const isContracted = /^(?:am|im|zum|zur|beim)$/.test(token?.lower ?? '');
  if (isContracted) return [index, true];
  const next = Math.max(index + 1, first);
  const word = tokens[next];
  return [word && germanArticles.has(word.lower) && !isCapitalised(text, word) ? next + 1 : next, true];
}

/** Behind the number: "12 b", "12-14", "12/3". */
function houseEnd(text: string, tokens: readonly Token[], number: number): number {
  const [house, next] = [tokens[number], tokens[number + 1]];
  if (!house) return 0;
  if (!next) return house.end;
  const joint = text.slice(house.end, Math.min(next.start, house.end + 4));
  if (joint === ' ' && /^[a-h]$/.test(next.lower) && !/^[\p{L}\d]/u.test(text.slice(next.end))) return next.end;
  return /^(?: ?[-/] ?)$/.test(joint) && HOUSE_NUMBER.test(next.lower) ? next.end : house.end;
}

/** "12 Maple Street, Flat 3". */
function english({ text, tokens, context }: Reading, number: number): Candidate | undefined {
  const house = tokens[number];
  if (!house || /[\p{L}\d][-./,]$/u.test(text.slice(Math.max(0, house.start - 2), house.start))) return undefined;
  let last = number;
  for (let index = number + 1; index <= number + MAX_WORDS; index++) {
    const [token, previous] = [tokens[index], tokens[index - 1]];
    if (!token || !previous || token.kind === 'digits') break;
    const joint = text.slice(previous.end, Math.min(token.start, previous.end + 3));
    if (joint !== ' ' && joint !== "'" && joint !== '-' && !(joint === '. ' && previous.lower === 'st')) break;
    if (functionWords.has(token.lower) && !isCapitalised(text, token) && !/^(?:the|under|new)$/.test(token.lower))
      break;
    if (index > number + 1 && englishEndings.has(token.lower)) last = index;
  }
  const ending = tokens[last];
  const word = tokens[number + 1];
  if (last === number || !ending || !word) return undefined;
  const isCapital = isCapitalised(text, ending) && isCapitalised(text, word);
  const end = unitEnd(text, tokens, last);
  const evidence = context.evidence('street', house.start, end);
  const isBeforePlace = /^(?:, ?|\n|,\n| ?[|;\t] ?)\p{L}/u.test(text.slice(end, end + 4));
  const isFull = /^(?:street|road|avenue|lane|drive|crescent|boulevard|terrace|court|close|grove|gardens|mews)$/.test(
    ending.lower,
  );
  const alone = isCapital ? (isFull ? 0.88 : 0.7) : isFull ? 0.55 : 0.3;
  return {
    type: 'street',
    start: house.start,
    end,
    score: evidence === 'announced' ? 0.93 : isBeforePlace ? Math.max(alone, isCapital ? 0.85 : 0.6) : alone,
  };
}

function unitEnd(text: string, tokens: readonly Token[], last: number): number {
  const [ending, unit, number] = [tokens[last], tokens[last + 1], tokens[last + 2]];
  const end = (ending?.end ?? 0) + Number(text[ending?.end ?? 0] === '.' && (ending?.lower.length ?? 9) <= 4);
  if (!unit || !number || !unitWords.has(unit.lower) || !/^,? $/.test(text.slice(end, Math.min(unit.start, end + 3))))
    return end;
  return number.start - unit.end <= 2 && /\d/.test(number.code) ? number.end : end;
}
