/**
 * What a client, a browser or a consent manager said about consent, as it was sent. Adapters collect signals and
 * understand none of them; the consent engine reads them all, and one that it cannot read counts as refusal.
 */
export type ConsentSignal =
  /** Categories of a consent manager: Segment's `categoryPreferences`, RudderStack's allowed and denied ids. */
  | { readonly type: 'categories'; readonly raw: unknown }
  /** Purposes of the platform by name, true or false: how our own tag and `POST /v1/consent` say it. */
  | { readonly type: 'purposes'; readonly raw: unknown }
  /** Google consent mode: `G1xy`. */
  | { readonly type: 'gcs'; readonly raw: string }
  /** Google consent mode v2: `11p1r1t1u5`. */
  | { readonly type: 'gcd'; readonly raw: string }
  /** The `consent` object of the GA4 Measurement Protocol. */
  | { readonly type: 'ga4'; readonly raw: unknown }
  /** IAB TCF string; `gdprApplies` as the client said it. */
  | { readonly type: 'tcf'; readonly raw: string; readonly gdprApplies?: boolean }
  /** IAB GPP string. */
  | { readonly type: 'gpp'; readonly raw: string }
  /** Global Privacy Control, from the `Sec-GPC` header or `navigator.globalPrivacyControl`. */
  | { readonly type: 'gpc'; readonly raw: string }
  /** A Snowplow consent entity or consent event: its schema name and data. */
  | { readonly type: 'snowplow'; readonly raw: unknown };

export type ConsentSignalType = ConsentSignal['type'];
