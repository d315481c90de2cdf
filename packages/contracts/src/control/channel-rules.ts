import { z } from 'zod';
import { clickIdNames, referrerMedia } from '../events/enrichment.js';

/** Text to compare without regard to case; `*` stands for any characters, at most four times. */
const pattern = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^*]*(\*[^*]*){0,4}$/)
  .describe('compared without regard to case; "*" = any characters, at most four times');
const patterns = z.array(pattern).min(1).max(200).optional();

/** One row of the rule table: fits when all of its conditions do. A list fits when one of its entries does. */
const channelRule = z.object({
  source: z.string().max(256).optional().describe('campaign source, exact, case-insensitive; "*" = any'),
  medium: z.string().max(256).optional().describe('campaign medium, exact, case-insensitive; "*" = any'),
  referrerHost: z.string().max(255).optional().describe('host or parent domain of the referrer'),
  sources: patterns.describe('campaign source'),
  media: patterns.describe('campaign medium'),
  campaigns: patterns.describe('campaign name or id'),
  landingHosts: patterns.describe('host of the page itself'),
  referrerMedia: z
    .array(z.enum(referrerMedia))
    .min(1)
    .max(16)
    .optional()
    .describe('kind of place by the referrer table; "internal" never fits, because it continues a visit'),
  sourceMedia: z
    .array(z.enum(referrerMedia))
    .min(1)
    .max(16)
    .optional()
    .describe('kind of place that the campaign source names, by the same table: google is search'),
  clickIds: z
    .array(z.enum(['*', ...clickIdNames]))
    .min(1)
    .max(32)
    .optional()
    .describe('click id that the landing URL carried; "*" = any'),
  paid: z
    .boolean()
    .optional()
    .describe('whether the visit was paid for: by its medium, or by a click id of an advertisement'),
  channel: z.string().min(1).max(128).describe('"$source" = the campaign source itself'),
});

/** Rule table from what a visit says about itself to a channel; the first rule that fits wins. */
export const channelRulesSpec = z.object({
  rules: z.array(channelRule).max(1000),
  direct: z.string().min(1).max(128).describe('channel of a visit without campaign and foreign referrer'),
  internalHosts: z
    .array(z.string().min(1).max(255))
    .max(200)
    .optional()
    .describe(
      'hosts and parent domains that are ours or only pass a visit on, such as a payment page: they continue a visit',
    ),
});
