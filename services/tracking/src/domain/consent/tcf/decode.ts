import { BitReader, MalformedBits } from '../bit-reader.js';
import { type RestrictionType, restrictionTypes, type TcfString } from './tcf-string.js';
import { readVendorRanges, readVendorSet, type VendorSet } from './vendor-set.js';

const VERSION = 2;
const PURPOSES = 24;
const DECISECOND_MS = 100;

/** Kinds of the optional segments, by the three bits they begin with. */
const segmentTypes = { disclosedVendors: 1, allowedVendors: 2, publisher: 3 } as const;

/**
 * Decodes a TC string of version 2 (IAB Tech Lab, "Transparency and Consent String with Global Vendor & CMP List Formats",
 * TCF 2.2 and 2.3). Optional segments are told apart by their type, not by their place. Every bit that is read is bounded by
 * the length of the text.
 * @throws MalformedBits where it is not one, without naming any of it
 */
export function decodeTcf(text: string): TcfString {
  const [core = '', ...optional] = text.split('.', 5);
  if (optional.length > 3) throw new MalformedBits('more segments than there are kinds');
  const decoded = decodeCore(core);
  let disclosedVendors: VendorSet | undefined;
  let allowedVendors: VendorSet | undefined;
  let publisher: TcfString['publisher'];
  const seen = new Set<number>();
  for (const segment of optional) {
    const reader = BitReader.of(segment);
    const type = reader.read(3);
    if (seen.has(type)) throw new MalformedBits('a segment comes twice');
    seen.add(type);
    if (type === segmentTypes.disclosedVendors) disclosedVendors = readVendorSet(reader);
    else if (type === segmentTypes.allowedVendors) allowedVendors = readVendorSet(reader);
    else if (type === segmentTypes.publisher) publisher = readPublisher(reader);
    else throw new MalformedBits('a segment of an unknown kind');
    assertAtEnd(reader);
  }
  return { ...decoded, disclosedVendors, allowedVendors, publisher };
}

function decodeCore(text: string): Omit<TcfString, 'disclosedVendors' | 'allowedVendors' | 'publisher'> {
  const reader = BitReader.of(text);
  if (reader.read(6) !== VERSION) throw new MalformedBits('not version 2');
  const core = {
    createdMs: reader.read(36) * DECISECOND_MS,
    lastUpdatedMs: reader.read(36) * DECISECOND_MS,
    cmpId: reader.read(12),
    cmpVersion: reader.read(12),
    consentScreen: reader.read(6),
    consentLanguage: readLetters(reader),
    vendorListVersion: reader.read(12),
    policyVersion: reader.read(6),
    isServiceSpecific: reader.readFlag(),
    useNonStandardTexts: reader.readFlag(),
    specialFeatureOptIns: reader.read(12),
    purposeConsents: reader.read(PURPOSES),
    purposeLegitimateInterests: reader.read(PURPOSES),
    purposeOneTreatment: reader.readFlag(),
    publisherCountry: readLetters(reader),
    vendorConsents: readVendorSet(reader),
    vendorLegitimateInterests: readVendorSet(reader),
    restrictions: readRestrictions(reader),
  };
  assertAtEnd(reader);
  return core;
}

function readRestrictions(reader: BitReader): TcfString['restrictions'] {
  const count = reader.read(12);
  const restrictions: { purpose: number; type: RestrictionType; vendors: VendorSet }[] = [];
  for (let index = 0; index < count; index++) {
    const purpose = reader.read(6);
    const type = restrictionTypes[reader.read(2)];
    if (type === undefined) throw new MalformedBits('a restriction of an unknown type');
    restrictions.push({ purpose, type, vendors: readVendorRanges(reader) });
  }
  return restrictions;
}

function readPublisher(reader: BitReader): TcfString['publisher'] {
  const consents = reader.read(PURPOSES);
  const legitimateInterests = reader.read(PURPOSES);
  const custom = reader.read(6);
  reader.skip(2 * custom);
  return { consents, legitimateInterests };
}

/** Two letters of six bits each, A = 0. */
function readLetters(reader: BitReader): string {
  return [reader.read(6), reader.read(6)]
    .map((letter) => {
      if (letter > 25) throw new MalformedBits('a code that is not two letters');
      return String.fromCharCode(65 + letter);
    })
    .join('');
}

function assertAtEnd(reader: BitReader): void {
  if (!reader.isAtEnd) throw new MalformedBits('bits beyond the last field');
}
