import fc from 'fast-check';
import type { ConsentSignal } from '../domain/consent/signal.js';
import { someTcfStrings } from './tcf-strings.js';

/** Letters of gcd. */
export const GCD_LETTERS = 'lpqmutrnv';

const letter = fc.constantFrom(...GCD_LETTERS);
const names = ['analytics', 'marketing', 'measurement', 'other', '__proto__', 'constructor'];
const categories = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 });

const segment = fc
  .dictionary(fc.constantFrom(...names), fc.boolean(), { noNullPrototype: true })
  .map((categoryPreferences) => ({ categoryPreferences }));
const rudder = fc.record({
  allowedConsentIds: categories,
  deniedConsentIds: categories,
  resolutionStrategy: fc.constantFrom('and', 'or', 'any', 'all'),
});
const snowplow = fc.oneof(
  fc.record({
    schema: fc.constant('iglu:com.snowplowanalytics.snowplow/consent_preferences/jsonschema/1-0-0'),
    data: fc.record({
      eventType: fc.constantFrom('allow_all', 'allow_selected', 'deny_all', 'pending', 'implicit_consent', 'withdrawn'),
      consentScopes: categories,
    }),
  }),
  fc.record({
    schema: fc.constant('iglu:com.snowplowanalytics.snowplow/consent_withdrawn/jsonschema/1-0-0'),
    data: fc.record({ all: fc.boolean() }),
  }),
);

/** Any signal that the engine can read, and some that it cannot. */
export const anyConsentSignal: fc.Arbitrary<ConsentSignal> = fc.oneof(
  fc.oneof(segment, rudder, fc.constant('broken')).map((raw) => ({ type: 'categories' as const, raw })),
  fc
    .dictionary(fc.constantFrom('analytics_store', 'ad_measurement', 'ad_profile', 'user_data_upload'), fc.boolean(), {
      noNullPrototype: true,
    })
    .map((raw) => ({ type: 'purposes' as const, raw })),
  fc
    .tuple(fc.constantFrom('1', '0', '-'), fc.constantFrom('1', '0', '-'))
    .map(([ads, analytics]) => ({ type: 'gcs' as const, raw: `G1${ads}${analytics}` })),
  fc
    .tuple(letter, letter, letter, letter)
    .map(([a, b, c, d]) => ({ type: 'gcd' as const, raw: `11${a}1${b}1${c}1${d}5` })),
  fc
    .record(
      { ad_user_data: fc.constantFrom('GRANTED', 'DENIED'), ad_personalization: fc.constantFrom('GRANTED', 'DENIED') },
      { requiredKeys: [] },
    )
    .map((raw) => ({ type: 'ga4' as const, raw })),
  fc.constantFrom('0', '1').map((raw) => ({ type: 'gpc' as const, raw })),
  fc.tuple(fc.constantFrom(...someTcfStrings), fc.constantFrom(true, false, undefined)).map(([raw, gdprApplies]) => ({
    type: 'tcf' as const,
    raw,
    ...(gdprApplies !== undefined && { gdprApplies }),
  })),
  fc
    .constantFrom('DBABLA~CAAQAAAAAABA.QA', 'DBABLA~CAAgAAAAAABA.QA', 'DBABBg~BAQAAABA.QA')
    .map((raw) => ({ type: 'gpp' as const, raw })),
  snowplow.map((raw) => ({ type: 'snowplow' as const, raw })),
);
