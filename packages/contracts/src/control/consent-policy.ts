import { z } from 'zod';
import { purpose } from '../core/common.js';

/** Kinds of consent signals that the engine reads (`services/tracking/src/domain/consent/signal.ts`). */
export const consentSignalTypes = [
  'categories',
  'purposes',
  'gcs',
  'gcd',
  'ga4',
  'tcf',
  'gpp',
  'gpc',
  'snowplow',
] as const;

/** A country (`DE`), a part of one (`US-CA`), all of the European Economic Area, or what nobody could locate. */
const regionName = z
  .string()
  .regex(/^([A-Z]{2}(-[A-Z0-9]{1,3})?|EEA|unknown)$/)
  .describe('ISO 3166-1 alpha-2, ISO 3166-2, "EEA" or "unknown"');

/** TCF purposes are numbered from 1; version 2 has room for 24. */
export const tcfPurposeId = z.number().int().min(1).max(24);
/** Number of a vendor in the IAB's global vendor list. */
export const tcfVendorId = z.number().int().min(1).max(65_535);

/** What a policy says where the sender is in one of some regions. */
const regionRule = z.object({
  regions: z.array(regionName).min(1).max(300),
  defaultPurposes: z.array(purpose).describe('granted where no signal speaks of a purpose'),
  requiredSignals: z
    .array(z.enum(consentSignalTypes))
    .max(consentSignalTypes.length)
    .optional()
    .describe('kinds of signals that must all be there; without one of them nothing is granted'),
  gpcRefuses: z
    .array(purpose)
    .optional()
    .describe('purposes that Global Privacy Control refuses beside those of advertising'),
});

/**
 * Who decides what an event may be used for. The most restrictive signal wins; a purpose of which no signal speaks is
 * granted only by the default of the region. In the EEA, the United Kingdom, Switzerland and where the region is unknown
 * there is no default unless a rule names the region.
 */
export const consentPolicySpec = z.object({
  defaultPurposes: z
    .array(purpose)
    .describe('granted where no signal speaks of a purpose, outside EEA, GB, CH and unknown regions'),
  categories: z
    .record(z.string().max(64), z.array(purpose))
    .describe('category of a consent manager → purposes it grants'),
  storagePurpose: purpose.describe('without it nothing but an anonymous count is kept'),
  regions: z.array(regionRule).max(50).optional().describe('the first rule that names the region wins'),
  tcf: z
    .object({
      vendorId: tcfVendorId.optional().describe('own id in the vendor list, where the operator is in it'),
      flexiblePurposes: z
        .array(tcfPurposeId)
        .max(24)
        .optional()
        .describe('purposes that may rest on legitimate interest; never 1 and 3 to 6'),
      publisherConsent: z
        .boolean()
        .optional()
        .describe('true: the segment for the publisher itself must grant the purposes as well'),
    })
    .optional(),
  gcdPrefixes: z
    .array(z.string().regex(/^\d{2}$/))
    .min(1)
    .max(10)
    .optional()
    .describe('first two digits of gcd values that are understood; default 11 alone'),
  withoutStorage: z
    .enum(['count', 'cookieless'])
    .optional()
    .describe('what is kept of an event without the storage purpose; default count'),
  cookieless: z
    .object({
      purposes: z.array(purpose).describe('what cookieless events may be used for; the storage purpose is one of them'),
      afterRefusal: z
        .boolean()
        .describe('whether also those who refused are counted this way, or only who said nothing'),
    })
    .optional()
    .describe('needed for "cookieless"; without it only a count is kept'),
});

/**
 * Whom events may be forwarded to, as far as consent decides it. The vendor list of the IAB is not downloaded: the document
 * states what the vendor declared there.
 */
export const destinationSpec = z.object({
  purpose: purpose.describe('platform purpose that the destination serves'),
  vendorId: tcfVendorId.optional().describe('absent for vendors outside the list: then the purposes alone decide'),
  tcfPurposes: z.array(tcfPurposeId).max(24).describe('TCF purposes that must all be permitted'),
  flexiblePurposes: z
    .array(tcfPurposeId)
    .max(24)
    .describe('those of them that may rest on legitimate interest; never 1 and 3 to 6'),
});
