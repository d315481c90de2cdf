import { type ControlSpec, purposes } from '@stellwerk/contracts';
import { LruCache } from '../../lru-cache.js';
import { MalformedBits } from '../bit-reader.js';
import { purposeNeeds } from '../mapping.js';
import { type PurposeSet, purposeSet } from '../purpose-set.js';
import { MAX_SIGNAL_CHARACTERS, notUnderstood, type SignalReading, understood } from '../reading.js';
import { grantsOnly, REFUSES_ALL, SILENT } from '../statement.js';
import { decodeTcf } from './decode.js';
import { type TcfParty, tcfPermits, tcfRefusal } from './permit.js';
import { hasTcfPurpose, type TcfString, tcfPurposeIds } from './tcf-string.js';

type TcfTerms = ControlSpec<'consent-policy'>['tcf'];

/** A decoded string with what is kept of it beside events, or why it could not be decoded. */
export type DecodedTcf =
  | {
      readonly tcf: TcfString;
      readonly parsed: Readonly<Record<string, unknown>>;
      readonly refusal: string | undefined;
    }
  | { readonly problem: string };

/** A few thousand strings of usual length: a person sends the same one with every event. */
const CACHE_CHARACTERS = 4_194_304;
const cache = new LruCache<DecodedTcf>(CACHE_CHARACTERS);

/** Decodes a string, or remembers having done so. */
export function decodeTcfCached(text: string): DecodedTcf {
  if (text.length > MAX_SIGNAL_CHARACTERS) return { problem: 'longer than a TC string' };
  return cache.get(text, decode);
}

/** Decodes a string; what is wrong with it is a value. */
export function decode(text: string): DecodedTcf {
  try {
    const tcf = decodeTcf(text);
    return { tcf, parsed: summaryOf(tcf), refusal: tcfRefusal(tcf) };
  } catch (error) {
    if (error instanceof MalformedBits) return { problem: error.message };
    throw error;
  }
}

/**
 * Reads a TC string for the operator. It speaks of every purpose: what it does not permit it refuses. Where the client says
 * that the GDPR does not apply it is silent, unless the region says otherwise.
 */
export function readTcf(
  raw: unknown,
  gdprApplies: boolean | undefined,
  terms: TcfTerms,
  isProtected: boolean,
): SignalReading {
  if (typeof raw !== 'string') return notUnderstood(raw, 'not a text');
  if (gdprApplies === false && !isProtected) {
    // Nobody has to have sent a string that does not apply; it is decoded only to know that it is one.
    const isFormat = !('problem' in decodeTcfCached(raw));
    return understood(raw.slice(0, MAX_SIGNAL_CHARACTERS), { gdprApplies: false }, SILENT, { isFormat });
  }
  const decoded = decodeTcfCached(raw);
  if ('problem' in decoded) return notUnderstood(raw, decoded.problem);
  const { tcf, parsed, refusal } = decoded;
  const statement = refusal === undefined ? grantsOnly(permitted(tcf, terms)) : REFUSES_ALL;
  return understood(raw, parsed, statement, { tcf: [tcf], isFormat: true });
}

function permitted(tcf: TcfString, terms: TcfTerms): PurposeSet {
  const party: TcfParty = { vendorId: terms?.vendorId, flexiblePurposes: terms?.flexiblePurposes ?? [] };
  const permits = (purpose: number) =>
    tcfPermits(tcf, purpose, party) &&
    (!terms?.publisherConsent || hasTcfPurpose(tcf.publisher?.consents ?? 0, purpose));
  return purposeSet(
    purposes.filter((purpose) => {
      const { tcf: all, tcfAnyOf } = purposeNeeds[purpose];
      return all.every(permits) && (tcfAnyOf.length === 0 || tcfAnyOf.some(permits));
    }),
  );
}

/** What people ask of a string, in plain names. Vendors are left out: the raw string has them. */
function summaryOf(tcf: TcfString): Readonly<Record<string, unknown>> {
  const refusal = tcfRefusal(tcf);
  return {
    created: dayOf(tcf.createdMs),
    lastUpdated: dayOf(tcf.lastUpdatedMs),
    cmpId: tcf.cmpId,
    policyVersion: tcf.policyVersion,
    vendorListVersion: tcf.vendorListVersion,
    publisherCountry: tcf.publisherCountry,
    purposeConsents: tcfPurposeIds(tcf.purposeConsents),
    purposeLegitimateInterests: tcfPurposeIds(tcf.purposeLegitimateInterests),
    restrictions: tcf.restrictions.length,
    hasDisclosedVendors: tcf.disclosedVendors !== undefined,
    ...(refusal !== undefined && { refusal }),
  };
}

/** Strings hold 36 bits of deciseconds, until the year 2187. */
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
