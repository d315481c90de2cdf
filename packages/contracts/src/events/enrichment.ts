import { z } from 'zod';
import { currency, decimal } from '../core/common.js';

/** Parameters by which advertising platforms name a click; lower case, as they stand in landing URLs. */
export const clickIdNames = [
  'gclid',
  'wbraid',
  'gbraid',
  'dclid',
  'fbclid',
  'msclkid',
  'ttclid',
  'li_fat_id',
  'twclid',
] as const;
export type ClickIdName = (typeof clickIdNames)[number];

const clickIdValue = z.string().max(512).optional();

/** Values of click ids; they name one click of one person, so they are kept where measuring advertising is allowed. */
export const clickIds = z.object({
  gclid: clickIdValue.describe('Google Ads'),
  wbraid: clickIdValue.describe('Google Ads, web after an iOS app'),
  gbraid: clickIdValue.describe('Google Ads, iOS app'),
  dclid: clickIdValue.describe('Google Display and Video 360, Campaign Manager 360'),
  fbclid: clickIdValue.describe('Meta'),
  msclkid: clickIdValue.describe('Microsoft Advertising'),
  ttclid: clickIdValue.describe('TikTok'),
  li_fat_id: clickIdValue.describe('LinkedIn'),
  twclid: clickIdValue.describe('X'),
});

/** What kind of place a visit came from. */
export const referrerMedia = [
  'search',
  'social',
  'video',
  'shopping',
  'email',
  'ai-assistant',
  'internal',
  'other',
] as const;
export type ReferrerMedium = (typeof referrerMedia)[number];

/** The page before, classified. */
export const referrer = z.object({
  medium: z.enum(referrerMedia),
  source: z.string().max(64).optional().describe('name of the place where it is known: Google, ChatGPT …'),
  term: z.string().max(256).optional().describe('search words, where the engine passes them on'),
});

const family = z.string().max(64);
const major = z.string().max(16).optional().describe('first part of the version');

export const deviceClasses = [
  'desktop',
  'phone',
  'tablet',
  'tv',
  'console',
  'watch',
  'car',
  'headset',
  'other',
] as const;
export type DeviceClass = (typeof deviceClasses)[number];

/** What the user agent says, without what tells single devices apart. */
export const client = {
  browser: z.object({ family, major }).optional().describe('family as in uap-core'),
  os: z.object({ family, major }).optional().describe('family as in uap-core'),
  class: z.enum(deviceClasses).optional(),
};

/** Where the address lies that an event came from; looked up before the address is truncated. */
export const geo = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('ISO 3166-1 alpha-2'),
  region: z.string().max(16).optional().describe('ISO 3166-2; only with a database of the operator'),
  city: z.string().max(128).optional().describe('only with a database of the operator'),
});

export const agentClasses = ['human', 'good-bot', 'ai-crawler', 'ai-agent', 'bad-bot'] as const;
export type AgentClass = (typeof agentClasses)[number];

/** Who or what caused an event, as far as it shows. Destinations decide what they do with it. */
export const agent = z.object({
  class: z
    .enum(agentClasses)
    .describe('good-bot says who it is; ai-agent acts for a person; bad-bot is automation that hides or names nobody'),
  score: z.number().min(0).max(1).describe('how sure it is that no person sat there, 0–1'),
  reasons: z.array(z.string().max(64)).max(16).describe('signals that decided, strongest first'),
  name: z.string().max(64).optional().describe('name of the program where it is known'),
  verified: z.boolean().optional().describe('true = it proved its name by a signature (Web Bot Auth)'),
});
export type Agent = z.infer<typeof agent>;

/** The worth of the event in the tenant's reporting currency. */
export const converted = z.object({
  amount: decimal,
  currency,
  rates: z.string().max(80).describe('name@version of the rate table'),
  rateDay: z.string().max(10).describe('calendar day of the rate that was used'),
});
