import type { VendorSet } from './vendor-set.js';

/** What a publisher demands of vendors for a purpose, by the number in the string. */
export const restrictionTypes = ['not allowed', 'require consent', 'require legitimate interest'] as const;
export type RestrictionType = (typeof restrictionTypes)[number];

/** Purposes 1 to 24 as bits of a number, the first purpose highest: as the string holds them. */
export type TcfPurposes = number;

export const hasTcfPurpose = (set: TcfPurposes, purpose: number): boolean =>
  purpose >= 1 && purpose <= 24 && ((set >>> (24 - purpose)) & 1) === 1;

/** Numbers of the purposes in a set, rising. */
export function tcfPurposeIds(set: TcfPurposes): number[] {
  return Array.from({ length: 24 }, (_, index) => index + 1).filter((purpose) => hasTcfPurpose(set, purpose));
}

/** A decoded TC string; times are UTC milliseconds. */
export interface TcfString {
  readonly createdMs: number;
  readonly lastUpdatedMs: number;
  readonly cmpId: number;
  readonly cmpVersion: number;
  readonly consentScreen: number;
  /** ISO 639-1, upper case. */
  readonly consentLanguage: string;
  readonly vendorListVersion: number;
  /** 4 = TCF 2.2, 5 = TCF 2.3. */
  readonly policyVersion: number;
  readonly isServiceSpecific: boolean;
  readonly useNonStandardTexts: boolean;
  readonly specialFeatureOptIns: number;
  readonly purposeConsents: TcfPurposes;
  readonly purposeLegitimateInterests: TcfPurposes;
  readonly purposeOneTreatment: boolean;
  /** ISO 3166-1 alpha-2. */
  readonly publisherCountry: string;
  readonly vendorConsents: VendorSet;
  readonly vendorLegitimateInterests: VendorSet;
  readonly restrictions: readonly {
    readonly purpose: number;
    readonly type: RestrictionType;
    readonly vendors: VendorSet;
  }[];
  readonly disclosedVendors: VendorSet | undefined;
  readonly allowedVendors: VendorSet | undefined;
  /** What the person allowed the publisher itself. */
  readonly publisher: { readonly consents: TcfPurposes; readonly legitimateInterests: TcfPurposes } | undefined;
}
