import { type GVL, PurposeRestriction, RestrictionType, Segment, SegmentEncoder, TCModel } from '@iabtechlabtcf/core';
import fc from 'fast-check';

/** What a string is to say; purposes and vendors by number, times as UTC milliseconds. */
export interface TcfWish {
  readonly createdMs: number;
  readonly policyVersion: number;
  readonly isServiceSpecific: boolean;
  readonly purposeConsents: readonly number[];
  readonly purposeLegitimateInterests: readonly number[];
  readonly vendorConsents: readonly number[];
  readonly vendorLegitimateInterests: readonly number[];
  readonly restrictions: readonly { readonly purpose: number; readonly type: number; readonly vendor: number }[];
  readonly disclosedVendors: readonly number[] | undefined;
  readonly allowedVendors: readonly number[] | undefined;
  readonly publisherConsents: readonly number[] | undefined;
  /** Order of the optional segments. */
  readonly order: readonly ('vendorsDisclosed' | 'vendorsAllowed' | 'publisherTC')[];
}

/** A list of which only the ids matter: with vendors and their declarations the encoder would leave restrictions out. */
const ANY_VENDOR_LIST = {
  vendorIds: new Set(Array.from({ length: 900 }, (_, index) => index + 1)),
} as unknown as GVL;

/** Encodes a wish with the reference implementation of the IAB. */
export function encodeTcf(wish: TcfWish): string {
  const model = new TCModel();
  model.created = new Date(wish.createdMs);
  model.lastUpdated = new Date(wish.createdMs);
  model.cmpId = 31;
  model.cmpVersion = 7;
  model.consentScreen = 1;
  model.consentLanguage = 'DE';
  model.publisherCountryCode = 'DE';
  model.policyVersion = wish.policyVersion;
  model.isServiceSpecific = wish.isServiceSpecific;
  model.purposeConsents.set([...wish.purposeConsents]);
  model.purposeLegitimateInterests.set([...wish.purposeLegitimateInterests]);
  model.vendorConsents.set([...wish.vendorConsents]);
  model.vendorLegitimateInterests.set([...wish.vendorLegitimateInterests]);
  model.publisherRestrictions.gvl = ANY_VENDOR_LIST;
  for (const { purpose, type, vendor } of wish.restrictions) {
    model.publisherRestrictions.add(vendor, new PurposeRestriction(purpose, type as RestrictionType));
  }
  model.vendorsDisclosed.set([...(wish.disclosedVendors ?? [])]);
  model.vendorsAllowed.set([...(wish.allowedVendors ?? [])]);
  model.publisherConsents.set([...(wish.publisherConsents ?? [])]);
  const isWanted = {
    vendorsDisclosed: wish.disclosedVendors !== undefined,
    vendorsAllowed: wish.allowedVendors !== undefined,
    publisherTC: wish.publisherConsents !== undefined,
  };
  const optional = wish.order.filter((segment) => isWanted[segment]);
  return [Segment.CORE, ...optional].map((segment) => SegmentEncoder.encode(model, segment as Segment)).join('.');
}

const purposeIds = fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { maxLength: 11 });
/** Vendors far apart make ranges, close together bits. */
const vendorIds = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }),
  fc.uniqueArray(fc.constantFrom(1, 2, 3, 755, 793, 804, 1_200), { maxLength: 6 }),
);
const DAYS = [
  Date.UTC(2021, 0, 5),
  Date.UTC(2025, 5, 1),
  Date.UTC(2026, 1, 28),
  Date.UTC(2026, 2, 1),
  Date.UTC(2026, 10, 1),
];

export const anyTcfWish: fc.Arbitrary<TcfWish> = fc.record({
  createdMs: fc.constantFrom(...DAYS),
  policyVersion: fc.constantFrom(2, 4, 5, 6),
  isServiceSpecific: fc.boolean(),
  purposeConsents: purposeIds,
  purposeLegitimateInterests: purposeIds,
  vendorConsents: vendorIds,
  vendorLegitimateInterests: vendorIds,
  restrictions: fc.array(
    fc.record({
      purpose: fc.integer({ min: 1, max: 11 }),
      type: fc.integer({ min: 0, max: 2 }),
      vendor: fc.constantFrom(1, 2, 3, 755, 793, 804),
    }),
    { maxLength: 8 },
  ),
  disclosedVendors: fc.option(vendorIds, { nil: undefined }),
  allowedVendors: fc.option(vendorIds, { nil: undefined }),
  publisherConsents: fc.option(purposeIds, { nil: undefined }),
  order: fc.shuffledSubarray(['vendorsDisclosed' as const, 'vendorsAllowed' as const, 'publisherTC' as const], {
    minLength: 3,
  }),
});

/** Strings of the reference implementation with what they say. */
export const anyTcfString = anyTcfWish.map((wish) => ({ wish, text: encodeTcf(wish) }));

/** A fixed hundred of them, for properties that need many and not new ones. */
export const someTcfStrings: readonly string[] = fc
  .sample(anyTcfString, { seed: 1, numRuns: 100 })
  .map(({ text }) => text);
