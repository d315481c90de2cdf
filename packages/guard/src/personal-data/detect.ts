import type { CountryCode } from 'libphonenumber-js';
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

/**
 * Personal data in a text: identifiers by form, check digit and context, names and addresses by rules. Pure, and linear in
 * the length of the text. No two entities overlap; they stand in the order of the text.
 */
export function detectPersonalData(text: string, options: DetectionOptions = {}): Entity[] {
  const { types, minScore = DEFAULT_MIN_SCORE, phoneCountries, deepEntities = [] } = options;
  const reading = readText(text, cues);
  const wanted = types && new Set(types);
  const candidates: Candidate[] = [];
  for (const candidate of candidatesOf(reading, phoneCountries)) {
    if (!wanted || wanted.has(candidate.type)) {
      candidates.push({ ...candidate, ...reading.view.original(candidate.start, candidate.end) });
    }
  }
  const deep = deepEntities.filter(({ type }) => !wanted || wanted.has(type));
  return resolveOverlaps([...candidates, ...deep], minScore);
}

function* candidatesOf(reading: Reading, phoneCountries: readonly CountryCode[] | undefined): Generator<Candidate> {
  yield* findCodes(reading);
  yield* findLicencePlates(reading);
  yield* findEmails(reading);
  yield* findPhones(reading, phoneCountries);
  yield* findIpv4(reading);
  yield* findIpv6(reading);
  yield* findDatesOfBirth(reading);
  yield* findStreets(reading);
  yield* findPlaces(reading);
  yield* findNames(reading);
}
