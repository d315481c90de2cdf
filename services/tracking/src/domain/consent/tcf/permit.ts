import { hasTcfPurpose, type TcfString } from './tcf-string.js';

/** Who wants to process. */
export interface TcfParty {
  /** Its id in the vendor list; `undefined` = the publisher itself or a vendor outside the list: purposes alone decide. */
  readonly vendorId: number | undefined;
  /** Purposes for which it may rely on legitimate interest instead of its own consent bit. */
  readonly flexiblePurposes: readonly number[];
}

/** From this moment on strings are made under TCF 2.3: policy version 5, with a segment of disclosed vendors. */
const TCF_23_FROM_MS = Date.UTC(2026, 2, 1);
const TCF_23_POLICY_VERSION = 5;

/** Purposes that never rest on legitimate interest: storing on the device (1) and, since TCF 2.2, all profiling (3 to 6). */
const CONSENT_ONLY: ReadonlySet<number> = new Set([1, 3, 4, 5, 6]);

/**
 * Why a string permits nobody anything, `undefined` where it may. Strings made before TCF 2.3 stay valid without disclosed
 * vendors; the date of creation decides.
 */
export function tcfRefusal(tcf: TcfString): string | undefined {
  if (tcf.createdMs < TCF_23_FROM_MS) return undefined;
  if (tcf.policyVersion < TCF_23_POLICY_VERSION) return 'made under an outdated policy version';
  return tcf.disclosedVendors ? undefined : 'disclosed vendors are missing';
}

/** Whether a string that passed {@link tcfRefusal} permits a party one purpose. Restrictions of the publisher come first. */
export function tcfPermits(tcf: TcfString, purpose: number, { vendorId, flexiblePurposes }: TcfParty): boolean {
  if (vendorId === undefined) return hasTcfPurpose(tcf.purposeConsents, purpose);
  const restrictions = tcf.restrictions.filter((entry) => entry.purpose === purpose && entry.vendors.has(vendorId));
  const demands = (type: (typeof restrictions)[number]['type']) => restrictions.some((entry) => entry.type === type);
  if (demands('not allowed')) return false;
  if (tcf.disclosedVendors && !tcf.disclosedVendors.has(vendorId)) return false;
  if (!hasTcfPurpose(tcf.purposeConsents, purpose)) return false;
  const byConsent = tcf.vendorConsents.has(vendorId) && !demands('require legitimate interest');
  const byInterest =
    flexiblePurposes.includes(purpose) &&
    !CONSENT_ONLY.has(purpose) &&
    hasTcfPurpose(tcf.purposeLegitimateInterests, purpose) &&
    tcf.vendorLegitimateInterests.has(vendorId) &&
    !demands('require consent');
  return byConsent || byInterest;
}
