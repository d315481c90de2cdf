import type { ControlSpec, Purpose } from '@stellwerk/contracts';
import type { ConsentSignal } from '../domain/consent/signal.js';

/** A policy as it is usual in the EU: nothing without a signal. */
export const strictPolicy: ControlSpec<'consent-policy'> = {
  defaultPurposes: [],
  categories: {
    analytics: ['analytics_store'],
    marketing: ['ad_measurement', 'ad_profile'],
    measurement: ['analytics_store', 'ad_measurement'],
    upload: ['user_data_upload'],
  },
  storagePurpose: 'analytics_store',
};

/** Allows statistics without a signal where the tenant is; for tests that are about something else. */
export const lenientPolicy: ControlSpec<'consent-policy'> = {
  ...strictPolicy,
  regions: [{ regions: ['DE'], defaultPurposes: ['analytics_store'] }],
};

/** Opt-in in Europe, opt-out in the United States, as the guide for privacy officers explains it. */
export const regionalPolicy: ControlSpec<'consent-policy'> = {
  ...strictPolicy,
  defaultPurposes: ['analytics_store'],
  regions: [
    { regions: ['US-CA'], defaultPurposes: ['analytics_store', 'ad_measurement'], gpcRefuses: ['analytics_store'] },
    { regions: ['US'], defaultPurposes: ['analytics_store', 'ad_measurement'] },
    { regions: ['FR'], defaultPurposes: [], requiredSignals: ['tcf'] },
  ],
};

/** A policy that counts visits without identifiers where nobody allowed storage. */
export const cookielessPolicy: ControlSpec<'consent-policy'> = {
  ...strictPolicy,
  withoutStorage: 'cookieless',
  cookieless: { purposes: ['analytics_store'], afterRefusal: true },
};

export interface ConsentExample {
  /** Default the strict policy. */
  readonly policy?: ControlSpec<'consent-policy'>;
  /** Default `DE`. */
  readonly region?: string;
  readonly signals: readonly ConsentSignal[];
  readonly purposes: readonly Purpose[];
  readonly mayStore: boolean;
  readonly reason: string;
}

const segment = (categoryPreferences: unknown): ConsentSignal[] => [
  { type: 'categories', raw: { categoryPreferences } },
];
const rudder = (raw: object): ConsentSignal[] => [{ type: 'categories', raw }];
const snowplow = (schema: string, data: object): ConsentSignal => ({
  type: 'snowplow',
  raw: { schema: `iglu:com.snowplowanalytics.snowplow/${schema}/jsonschema/1-0-0`, data },
});

/** TCF 2.3 of November 2026: all purposes but profiles (3 to 6) consented, with disclosed vendors. */
export const TCF_WITHOUT_PROFILES = 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA.IAAA';

const NOTHING = { purposes: [], mayStore: false } as const;
const STATISTICS = { purposes: ['analytics_store'], mayStore: true } as const;
const NOT_UNDERSTOOD = { ...NOTHING, reason: 'consent not understood: categories' };

/** Signals, and what follows from them; `domain/consent/decide.spec.ts` holds the decision to every one. */
export const consentExamples: Readonly<Record<string, ConsentExample>> = {
  'no signal in Germany': { signals: [], ...NOTHING, reason: 'no signal' },
  'no signal where nobody knows the region': {
    policy: regionalPolicy,
    region: 'unknown',
    signals: [],
    ...NOTHING,
    reason: 'no signal',
  },
  'no signal elsewhere: the default of the policy': {
    policy: regionalPolicy,
    region: 'AU',
    signals: [],
    ...STATISTICS,
    reason: 'policy default',
  },
  'one category granted': { signals: segment({ analytics: true }), ...STATISTICS, reason: 'signals: categories' },
  'all granted': {
    signals: segment({ analytics: true, marketing: true }),
    purposes: ['analytics_store', 'ad_measurement', 'ad_profile'],
    mayStore: true,
    reason: 'signals: categories',
  },
  'a refusal outweighs a grant of the same purpose': {
    signals: segment({ measurement: true, marketing: false }),
    ...STATISTICS,
    reason: 'signals: categories',
  },
  'all refused': {
    signals: segment({ analytics: false, marketing: false }),
    ...NOTHING,
    reason: 'signals: categories',
  },
  'unknown categories grant nothing': { signals: segment({ C0002: true }), ...NOTHING, reason: 'signals: categories' },
  'unknown categories are no reason for a default': {
    policy: lenientPolicy,
    signals: segment({}),
    ...NOTHING,
    reason: 'signals: categories',
  },
  'a name of Object.prototype is no category': {
    signals: segment({ constructor: true }),
    ...NOTHING,
    reason: 'signals: categories',
  },
  'a text instead of true': { signals: segment({ analytics: 'true' }), ...NOT_UNDERSTOOD },
  'another shape': { signals: rudder({ granted: ['analytics'] }), ...NOT_UNDERSTOOD },
  'a text instead of an object': { signals: [{ type: 'categories', raw: 'yes' }], ...NOT_UNDERSTOOD },
  'not understood outweighs the default': {
    policy: lenientPolicy,
    signals: [{ type: 'categories', raw: 'yes' }],
    ...NOT_UNDERSTOOD,
  },
  'RudderStack: allowed and denied ids': {
    signals: rudder({ allowedConsentIds: ['analytics'], deniedConsentIds: ['marketing'], provider: 'custom' }),
    ...STATISTICS,
    reason: 'signals: categories',
  },
  'RudderStack, "and": one denied id refuses what it covers': {
    signals: rudder({ allowedConsentIds: ['analytics'], deniedConsentIds: ['measurement'], resolutionStrategy: 'and' }),
    ...NOTHING,
    reason: 'signals: categories',
  },
  'RudderStack, "or": one allowed id is enough': {
    signals: rudder({ allowedConsentIds: ['analytics'], deniedConsentIds: ['measurement'], resolutionStrategy: 'or' }),
    ...STATISTICS,
    reason: 'signals: categories',
  },
  'RudderStack: a strategy that nobody knows': {
    signals: rudder({ allowedConsentIds: ['analytics'], resolutionStrategy: 'most' }),
    ...NOT_UNDERSTOOD,
  },
  'Google: all granted': {
    signals: [{ type: 'gcd', raw: '11t1t1t1t5' }],
    purposes: ['analytics_store', 'ad_measurement', 'ad_profile', 'user_data_upload'],
    mayStore: true,
    reason: 'signals: gcd',
  },
  'Google: granted by update': { signals: [{ type: 'gcd', raw: '11p1r1q1u5' }], ...STATISTICS, reason: 'signals: gcd' },
  'Google: an unknown letter denies': {
    signals: [{ type: 'gcd', raw: '11t1z1t1t5' }],
    purposes: ['ad_measurement', 'ad_profile', 'user_data_upload'],
    mayStore: false,
    reason: 'signals: gcd',
  },
  'Google: another prefix denies all': {
    signals: [{ type: 'gcd', raw: '13t3t3t3t5l1' }],
    ...NOTHING,
    reason: 'signals: gcd',
  },
  'Google: another prefix that the policy names': {
    policy: { ...strictPolicy, gcdPrefixes: ['11', '13'] },
    signals: [{ type: 'gcd', raw: '13q3t3q3q5l1' }],
    ...STATISTICS,
    reason: 'signals: gcd',
  },
  'Google: gcs outweighs gcd': {
    signals: [
      { type: 'gcs', raw: 'G100' },
      { type: 'gcd', raw: '11t1t1t1t5' },
    ],
    purposes: ['ad_profile', 'user_data_upload'],
    mayStore: false,
    reason: 'signals: gcs, gcd',
  },
  'Google: consent not required says nothing': {
    signals: [{ type: 'gcs', raw: 'G1--' }],
    ...NOTHING,
    reason: 'no signal',
  },
  'Measurement Protocol beside categories': {
    signals: [
      ...segment({ analytics: true, marketing: true }),
      { type: 'ga4', raw: { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' } },
    ],
    purposes: ['analytics_store', 'ad_measurement'],
    mayStore: true,
    reason: 'signals: categories, ga4',
  },
  'TCF: purposes consented, without those of profiles': {
    signals: [{ type: 'tcf', raw: TCF_WITHOUT_PROFILES, gdprApplies: true }],
    purposes: ['analytics_store', 'ad_measurement', 'user_data_upload'],
    mayStore: true,
    reason: 'signals: tcf',
  },
  'TCF: the same string cut off': {
    signals: [{ type: 'tcf', raw: TCF_WITHOUT_PROFILES.slice(0, 30) }],
    ...NOTHING,
    reason: 'consent not understood: tcf',
  },
  'TCF 2.3: without disclosed vendors': {
    signals: [{ type: 'tcf', raw: TCF_WITHOUT_PROFILES.split('.')[0] as string }],
    ...NOTHING,
    reason: 'signals: tcf',
  },
  'TCF: "GDPR does not apply" is not believed in Germany': {
    signals: [{ type: 'tcf', raw: '', gdprApplies: false }],
    ...NOTHING,
    reason: 'consent not understood: tcf',
  },
  'TCF is required and missing': {
    policy: regionalPolicy,
    region: 'FR',
    signals: segment({ analytics: true }),
    ...NOTHING,
    reason: 'required signal missing: tcf',
  },
  'Global Privacy Control refuses advertising': {
    policy: regionalPolicy,
    region: 'US-TX',
    signals: [{ type: 'gpc', raw: '1' }],
    ...STATISTICS,
    reason: 'signals: gpc',
  },
  'Global Privacy Control refuses what the policy adds': {
    policy: regionalPolicy,
    region: 'US-CA',
    signals: [{ type: 'gpc', raw: '1' }],
    ...NOTHING,
    reason: 'signals: gpc',
  },
  'Global Privacy Control does not refuse statistics that were allowed': {
    signals: [...segment({ analytics: true, marketing: true }), { type: 'gpc', raw: '1' }],
    ...STATISTICS,
    reason: 'signals: categories, gpc',
  },
  'GPP: opted out of sale in the United States': {
    policy: regionalPolicy,
    region: 'US',
    signals: [{ type: 'gpp', raw: 'DBABLA~CAAQAAAAAABA.QA' }],
    ...STATISTICS,
    reason: 'signals: gpp',
  },
  'Snowplow: selected scopes': {
    signals: [
      snowplow('consent_preferences', { eventType: 'allow_selected', consentScopes: ['analytics'], gdprApplies: true }),
    ],
    ...STATISTICS,
    reason: 'signals: snowplow',
  },
  'Snowplow: granted for a document': {
    signals: [snowplow('consent_granted', {}), snowplow('consent_document', { id: 'analytics', version: '2' })],
    ...STATISTICS,
    reason: 'signals: snowplow',
  },
  'Snowplow: granted, but over': {
    signals: [
      snowplow('consent_granted', { expiry: '2026-01-01T00:00:00Z' }),
      snowplow('consent_document', { id: 'analytics', version: '2' }),
    ],
    ...NOTHING,
    reason: 'signals: snowplow',
  },
  'Snowplow: a banner that was shown is no consent': {
    signals: [snowplow('cmp_visible', { elapsedTime: 1.5 })],
    ...NOTHING,
    reason: 'no signal',
  },
  'Snowplow: everything withdrawn': {
    signals: [...segment({ analytics: true }), snowplow('consent_withdrawn', { all: true })],
    ...NOTHING,
    reason: 'signals: categories, snowplow',
  },
  'purposes by name': {
    signals: [{ type: 'purposes', raw: { analytics_store: true, ad_profile: false } }],
    ...STATISTICS,
    reason: 'signals: purposes',
  },
  'cookieless instead of nothing': {
    policy: cookielessPolicy,
    signals: segment({ analytics: false, marketing: false }),
    ...STATISTICS,
    reason: 'cookieless',
  },
  'cookieless never where a signal was not understood': {
    policy: cookielessPolicy,
    signals: [{ type: 'tcf', raw: 'broken' }],
    ...NOTHING,
    reason: 'consent not understood: tcf',
  },
  'cookieless only for those who said nothing': {
    policy: { ...cookielessPolicy, cookieless: { purposes: ['analytics_store'], afterRefusal: false } },
    signals: segment({ analytics: false }),
    ...NOTHING,
    reason: 'signals: categories',
  },
};
