import type { CountryCode } from 'libphonenumber-js';
import { coverEntities } from './action/cover.js';
import { placeholdersIn } from './action/placeholder.js';
import { findPlaces, placeCues } from './address/find-places.js';
import { findStreets, streetCues } from './address/find-streets.js';
import type { Candidate } from './candidate.js';
import { codeTypes } from './codes/code-types.js';
import { findCodes } from './codes/find-codes.js';
import { findLicencePlates, plateCues } from './codes/licence-plate.js';
import { otherNumberCues } from './codes/other-numbers.js';
import { emailCues, findEmails } from './contact/email.js';
import { findIpv4, findIpv6, ipCues } from './contact/ip-address.js';
import { findPhones, phoneCues } from './contact/phone.js';
import { birthCues, findDatesOfBirth } from './dates/date-of-birth.js';
import type { Entity, EntityType } from './entity.js';
import { findNames } from './names/find-names.js';
import { personCues } from './names/name-cues.js';
import { cueBook } from './reading/cues.js';
import { type Reading, readText } from './reading/reading.js';
import { firstFrom } from './reading/search.js';
import { resolveOverlaps } from './resolve.js';

export interface DetectionOptions {
  /** Types to look for; all where left out. */
  readonly types?: readonly EntityType[];
  /** Least score of what is reported, 0..1; 0.5 where left out. */
  readonly minScore?: number;
  /** Countries whose national telephone numbers are read (ISO 3166-1); DE, AT, CH, GB and US where left out. */
  readonly phoneCountries?: readonly CountryCode[];
  /** What a model found in the same text, in original offsets: names and addresses of the deep tier. */
  readonly deepEntities?: readonly Entity[];
}

export const DEFAULT_MIN_SCORE = 0.5;

const cues = cueBook<EntityType>([
  ...codeTypes.flatMap(({ type, cues: phrases }) => phrases.map((phrase) => [phrase, [type]] as const)),
  ...emailCues.map((phrase) => [phrase, ['email']] as const),
  ...phoneCues.map((phrase) => [phrase, ['phone']] as const),
  ...ipCues.map((phrase) => [phrase, ['ipv4', 'ipv6']] as const),
  ...birthCues.map((phrase) => [phrase, ['date-of-birth']] as const),
  ...plateCues.map((phrase) => [phrase, ['licence-plate']] as const),
  ...streetCues.map((phrase) => [phrase, ['street']] as const),
  ...placeCues.map((phrase) => [phrase, ['place']] as const),
  ...personCues.map((phrase) => [phrase, ['person']] as const),
  ...otherNumberCues.map((phrase) => [phrase, []] as const),
]);

/** Rounds of looking again; a text in which the last still finds something is built for it. */
const MAX_ROUNDS = 8;

/**
 * Personal data in a text: identifiers by form, check digit and context, names and addresses by rules. Pure, and linear in
 * the length of the text. No two entities overlap; they stand in the order of the text.
 *
 * What is found is covered and the text looked at again until nothing more is found: an entity that lost its place to a
 * surer one comes back with what is left of it, and a redacted text has nothing new in it.
 */
export function detectPersonalData(text: string, options: DetectionOptions = {}): Entity[] {
  let entities: Entity[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { text: covered, original } = coverEntities(text, entities);
    const found = detectOnce(covered, round === 0 ? options : { ...options, deepEntities: [] });
    if (found.length === 0) break;
    entities = [...entities, ...found.map((entity) => ({ ...entity, ...original(entity) }))].sort(
      (a, b) => a.start - b.start,
    );
  }
  return entities;
}

function detectOnce(text: string, options: DetectionOptions): Entity[] {
  const { types, minScore = DEFAULT_MIN_SCORE, phoneCountries, deepEntities = [] } = options;
  const reading = readText(text, cues);
  const wanted = types && new Set(types);
  const taken = [...placeholdersIn(text)];
  const isFree = (start: number, end: number) => {
    const place = taken[firstFrom(taken, start, 'end', true)];
    return place === undefined || place.start >= end;
  };
  const candidates: Candidate[] = [];
  const consider = (type: EntityType, start: number, end: number, score: number) => {
    if (score >= minScore && (!wanted || wanted.has(type)) && isFree(start, end))
      candidates.push({ type, start, end, score });
  };
  for (const { type, start, end, score } of candidatesOf(reading, phoneCountries)) {
    const place = reading.view.original(start, end);
    consider(type, place.start, place.end, score);
  }
  for (const { type, start, end, score } of deepEntities) consider(type, start, end, score);
  return resolveOverlaps(candidates, minScore);
}

function* candidatesOf(reading: Reading, phoneCountries: readonly CountryCode[] | undefined): Generator<Candidate> {
  yield* findCodes(reading);
  yield* findLicencePlates(reading);
  yield* findEmails(reading);
  yield* findPhones(reading, phoneCountries);
  yield* findIpv4(reading);
  yield* findIpv6(reading);
  yield* findDatesOfBirth(reading);
  const streets = [...findStreets(reading)];
  yield* streets;
  yield* findPlaces(reading);
  yield* findNames(
    reading,
    streets.filter(({ score }) => score >= DEFAULT_MIN_SCORE),
  );
}
