import { BitReader, MalformedBits } from '../bit-reader.js';

/** What a section on a law of the United States says about advertising. */
export interface UsOptOuts {
  readonly sale: boolean;
  readonly sharing: boolean;
  readonly targetedAdvertising: boolean;
  /** Somebody known to be a child, without consent. */
  readonly child: boolean;
  /** Global Privacy Control as the consent manager saw it. */
  readonly gpc: boolean;
}

/** A kind of field; all of them have two bits. */
type Field =
  /** Notices, consents and agreements that refuse no purpose here. */
  'other' | 'sale' | 'sharing' | 'targetedAdvertising' | 'child';

interface UsSection {
  readonly name: string;
  /** Fields after the version, by version; each with how often it comes in a row. */
  readonly versions: Readonly<Record<number, readonly (readonly [Field, number])[]>>;
}

const VERSION_BITS = 6;
const FIELD_BITS = 2;
const GPC_SUBSECTION = 1;
/** Of a choice: 0 = does not apply, 2 = has not opted out (or has consented). */
const IS_HARMLESS: readonly boolean[] = [true, false, true, false];

const state = (name: string, ...fields: readonly (readonly [Field, number])[]): UsSection => ({
  name,
  versions: { 1: fields },
});

/** Notices, sale, targeted advertising, sensitive data, children, then agreements: the order that most states share. */
const usual = (name: string, notices: number, sensitive: number, children: number, rest: number): UsSection =>
  state(
    name,
    ['other', notices],
    ['sale', 1],
    ['targetedAdvertising', 1],
    ['other', sensitive],
    ['child', children],
    ['other', rest],
  );

/** The later layout: the agreement first, sensitive data in a part of its own. */
const later = (name: string, children: number): UsSection =>
  state(name, ['other', 5], ['sale', 1], ['targetedAdvertising', 1], ['child', children], ['other', 1]);

const national = (sensitive: number, children: number) =>
  [
    ['other', 6],
    ['sale', 1],
    ['sharing', 1],
    ['targetedAdvertising', 1],
    ['other', sensitive],
    ['child', children],
    ['other', 4],
  ] as const;

/** Layouts by section id (IAB Tech Lab, Global Privacy Platform, folders "US-National" and "US-States"). */
export const usSections: Readonly<Record<number, UsSection>> = {
  7: { name: 'usnat', versions: { 1: national(12, 2), 2: national(16, 3) } },
  8: state('usca', ['other', 3], ['sale', 1], ['sharing', 1], ['other', 9], ['child', 2], ['other', 4]),
  9: usual('usva', 3, 8, 1, 3),
  10: usual('usco', 3, 7, 1, 3),
  11: usual('usut', 4, 8, 1, 3),
  12: usual('usct', 3, 8, 3, 3),
  13: usual('usfl', 3, 8, 3, 4),
  14: usual('usmt', 3, 8, 3, 4),
  15: usual('usor', 3, 11, 3, 4),
  16: usual('ustx', 3, 8, 1, 4),
  17: usual('usde', 3, 9, 5, 4),
  18: usual('usia', 4, 8, 1, 3),
  19: usual('usne', 3, 8, 1, 4),
  20: usual('usnh', 3, 8, 3, 4),
  21: usual('usnj', 3, 10, 5, 4),
  22: usual('ustn', 3, 8, 1, 4),
  23: usual('usmn', 3, 8, 1, 4),
  24: later('usmd', 0),
  25: later('usin', 1),
  26: later('usky', 1),
  27: later('usri', 1),
};

/** Reads a section. A value that is not assigned counts as opted out. @throws MalformedBits */
export function readUsSection({ versions }: UsSection, text: string): UsOptOuts {
  const [core = '', ...parts] = text.split('.', 4);
  if (parts.length > 2) throw new MalformedBits('more parts than there are kinds');
  const reader = BitReader.of(core);
  const version = reader.read(VERSION_BITS);
  const layout = Object.hasOwn(versions, version) ? versions[version] : undefined;
  if (!layout) throw new MalformedBits('a version of a section that is not known');
  const optOuts = { sale: false, sharing: false, targetedAdvertising: false, child: false, gpc: false };
  for (const [field, count] of layout) {
    for (let index = 0; index < count; index++) {
      const value = reader.read(FIELD_BITS);
      if (field !== 'other' && !IS_HARMLESS[value]) optOuts[field] = true;
    }
  }
  if (!reader.isAtEnd) throw new MalformedBits('bits beyond the last field');
  for (const part of parts) if (readGpc(part)) optOuts.gpc = true;
  return optOuts;
}

/** Global Privacy Control of a part, `false` for parts about sensitive data. */
function readGpc(part: string): boolean {
  const reader = BitReader.of(part);
  return reader.read(FIELD_BITS) === GPC_SUBSECTION && reader.readFlag();
}
