import { type Purpose, purposes } from '@stellwerk/contracts';

/** A set of purposes as bits, in the order of `purposes`: decisions are made for every event. */
export type PurposeSet = number;

export const NO_PURPOSES: PurposeSet = 0;
export const ALL_PURPOSES: PurposeSet = (1 << purposes.length) - 1;

export function purposeSet(names: readonly Purpose[]): PurposeSet {
  let set = NO_PURPOSES;
  for (const name of names) set |= 1 << purposes.indexOf(name);
  return set;
}

export const hasPurpose = (set: PurposeSet, name: Purpose): boolean => (set & (1 << purposes.indexOf(name))) !== 0;

/** The names of every set, made once. */
const NAMES: readonly (readonly Purpose[])[] = Array.from({ length: ALL_PURPOSES + 1 }, (_, set) =>
  Object.freeze(purposes.filter((name) => hasPurpose(set, name))),
);

/** The purposes of a set in the order of the contract. */
export const purposeNames = (set: PurposeSet): readonly Purpose[] => NAMES[set] as readonly Purpose[];

/** Purposes of advertising: what an opt-out of sale, sharing or targeted advertising refuses. */
export const ADVERTISING: PurposeSet = purposeSet(['ad_measurement', 'ad_profile', 'user_data_upload']);
