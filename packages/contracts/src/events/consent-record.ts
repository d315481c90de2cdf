import { z } from 'zod';
import { jsonObject, purpose } from '../core/common.js';

/** A consent signal as it came and what it says: with the policy enough to decide again. */
export const consentSignalRecord = z.object({
  type: z.string().max(16),
  raw: z.string().max(4096).describe('as sent; of an object the known fields, as JSON'),
  parsed: jsonObject.optional().describe('what it says in plain names, where raw does not'),
  granted: z.array(purpose),
  refused: z.array(purpose),
});
export type ConsentSignalRecord = z.infer<typeof consentSignalRecord>;

/** Region that a decision on consent rests on. */
export const consentRegion = z.string().max(16).describe('ISO 3166, "EEA" or "unknown"');

/** What a purpose of storage lets a service keep of a decision: every signal, bounded. */
export const consentSignalRecords = z.array(consentSignalRecord).max(32);
