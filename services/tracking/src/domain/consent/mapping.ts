import type { Purpose } from '@stellwerk/contracts';

/** What Google's consent mode speaks of, in the order of gcd. */
export const googleSignals = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'] as const;
export type GoogleSignal = (typeof googleSignals)[number];

/** What a purpose of the platform needs of a signal of others. */
export interface PurposeNeeds {
  /** Signals of Google that must all be granted. */
  readonly google: readonly GoogleSignal[];
  /** TCF purposes that must all be permitted. */
  readonly tcf: readonly number[];
  /** TCF purposes of which at least one must be permitted; empty = none beside the others. */
  readonly tcfAnyOf: readonly number[];
}

/**
 * The one table from signals of others to purposes of the platform; `docs/guides/consent.md` prints it.
 *
 * Keeping events for analytics needs storage on the device (P1) and statistics about audiences (P9) or the improvement of
 * services (P10). Measuring the performance of content (P8) alone does not cover it.
 */
export const purposeNeeds: Readonly<Record<Purpose, PurposeNeeds>> = {
  analytics_store: { google: ['analytics_storage'], tcf: [1], tcfAnyOf: [9, 10] },
  ad_measurement: { google: ['ad_storage', 'ad_user_data'], tcf: [1, 7], tcfAnyOf: [] },
  ad_profile: { google: ['ad_personalization'], tcf: [3, 4], tcfAnyOf: [] },
  user_data_upload: { google: ['ad_user_data'], tcf: [1], tcfAnyOf: [4, 7] },
};
