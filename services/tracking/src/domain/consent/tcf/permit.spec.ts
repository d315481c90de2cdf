import fc from 'fast-check';
import { encodeTcf, type TcfWish } from '../../../testing/tcf-strings.js';
import { decodeTcf } from './decode.js';
import { tcfPermits, tcfRefusal } from './permit.js';

const VENDOR = 755;
const BEFORE_23 = Date.UTC(2026, 1, 28, 23, 59);
const SINCE_23 = Date.UTC(2026, 2, 1);

const wish = (more: Partial<TcfWish>): TcfWish => ({
  createdMs: SINCE_23,
  policyVersion: 5,
  isServiceSpecific: true,
  purposeConsents: [],
  purposeLegitimateInterests: [],
  vendorConsents: [],
  vendorLegitimateInterests: [],
  restrictions: [],
  disclosedVendors: [VENDOR],
  allowedVendors: undefined,
  publisherConsents: undefined,
  order: ['vendorsDisclosed', 'vendorsAllowed', 'publisherTC'],
  ...more,
});

/** The rule once more, over the wish instead of the string, as a list of reasons to refuse. */
function reasonsAgainst(given: TcfWish, purpose: number, vendor: number, flexible: readonly number[]): string[] {
  const against: string[] = [];
  const isNew = given.createdMs >= SINCE_23;
  if (isNew && given.policyVersion < 5) against.push('outdated policy');
  if (isNew && given.disclosedVendors === undefined) against.push('nothing disclosed');
  if (given.disclosedVendors !== undefined && !given.disclosedVendors.includes(vendor)) against.push('not disclosed');
  if (!given.purposeConsents.includes(purpose)) against.push('purpose without consent');
  const restricted = new Set(
    given.restrictions.filter((entry) => entry.purpose === purpose && entry.vendor === vendor).map(({ type }) => type),
  );
  if (restricted.has(0)) against.push('forbidden by the publisher');
  const bases: string[] = [];
  if (given.vendorConsents.includes(vendor) && !restricted.has(2)) bases.push('consent');
  const mayClaimInterest = flexible.includes(purpose) && ![1, 3, 4, 5, 6].includes(purpose) && !restricted.has(1);
  const hasInterest =
    given.purposeLegitimateInterests.includes(purpose) && given.vendorLegitimateInterests.includes(vendor);
  if (mayClaimInterest && hasInterest) bases.push('legitimate interest');
  if (bases.length === 0) against.push('no legal basis');
  return against;
}

function* everyWish(purpose: number): Generator<TcfWish> {
  for (const createdMs of [BEFORE_23, SINCE_23]) {
    for (const policyVersion of [4, 5]) {
      for (const disclosedVendors of [undefined, [], [VENDOR], [1]]) {
        for (const vendorConsents of [[], [VENDOR]]) {
          for (const vendorLegitimateInterests of [[], [VENDOR]]) {
            for (const purposeConsents of [[2], [purpose]]) {
              for (const purposeLegitimateInterests of [[], [purpose]]) {
                for (const types of [[], [0], [1], [2], [1, 2], [0, 2]]) {
                  const restrictions = types.map((type) => ({ purpose, type, vendor: VENDOR }));
                  yield wish({
                    createdMs,
                    policyVersion,
                    disclosedVendors,
                    vendorConsents,
                    vendorLegitimateInterests,
                    purposeConsents,
                    purposeLegitimateInterests,
                    restrictions,
                  });
                }
              }
            }
          }
        }
      }
    }
  }
}

describe('what a TC string permits a vendor', () => {
  it.each([1, 7])('agrees with the rule written twice, for purpose %i', (purpose) => {
    let tried = 0;
    let permitted = 0;
    const wrong: unknown[] = [];
    for (const given of everyWish(purpose)) {
      const tcf = decodeTcf(encodeTcf(given));
      for (const flexiblePurposes of [[], [purpose]]) {
        const isPermitted =
          tcfRefusal(tcf) === undefined && tcfPermits(tcf, purpose, { vendorId: VENDOR, flexiblePurposes });
        const against = reasonsAgainst(given, purpose, VENDOR, flexiblePurposes);
        if (isPermitted !== (against.length === 0)) wrong.push({ given, flexiblePurposes, against });
        tried += 1;
        if (isPermitted) permitted += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBe(2 * 2 * 4 * 2 * 2 * 2 * 2 * 6 * 2);
    expect(permitted).toBeGreaterThan(0);
  });

  it('is never widened by a restriction, a missing vendor or a missing purpose', () => {
    const purposeIds = fc.uniqueArray(fc.integer({ min: 1, max: 10 }), { maxLength: 10 });
    const given = fc.record({
      purposeConsents: purposeIds,
      purposeLegitimateInterests: purposeIds,
      vendorConsents: fc.constantFrom([], [VENDOR]),
      vendorLegitimateInterests: fc.constantFrom([], [VENDOR]),
      flexiblePurposes: purposeIds,
      purpose: fc.integer({ min: 1, max: 10 }),
      type: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(given, ({ flexiblePurposes, purpose, type, ...more }) => {
        const party = { vendorId: VENDOR, flexiblePurposes };
        const permits = (changed: Partial<TcfWish>) =>
          tcfPermits(decodeTcf(encodeTcf(wish({ ...more, ...changed }))), purpose, party);
        if (permits({})) return;
        expect(permits({ restrictions: [{ purpose, type, vendor: VENDOR }] })).toBe(false);
        expect(permits({ disclosedVendors: [] })).toBe(false);
        expect(permits({ vendorConsents: [], vendorLegitimateInterests: [] })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
