import type { ControlSpec, Purpose } from '@stellwerk/contracts';

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

interface ConsentExample {
  readonly given: unknown;
  readonly purposes: readonly Purpose[];
  readonly mayStore: boolean;
}

/** Segment consent objects under the strict policy, and what follows. */
export const consentExamples: Readonly<Record<string, ConsentExample>> = {
  'no signal: the default of the policy': { given: undefined, purposes: [], mayStore: false },
  'one category granted': {
    given: { categoryPreferences: { analytics: true } },
    purposes: ['analytics_store'],
    mayStore: true,
  },
  'all granted': {
    given: { categoryPreferences: { analytics: true, marketing: true } },
    purposes: ['analytics_store', 'ad_measurement', 'ad_profile'],
    mayStore: true,
  },
  'a refusal outweighs a grant of the same purpose': {
    given: { categoryPreferences: { measurement: true, marketing: false } },
    purposes: ['analytics_store'],
    mayStore: true,
  },
  'all refused': {
    given: { categoryPreferences: { analytics: false, marketing: false } },
    purposes: [],
    mayStore: false,
  },
  'unknown categories grant nothing': {
    given: { categoryPreferences: { C0002: true } },
    purposes: [],
    mayStore: false,
  },
  'a name of Object.prototype is no category': {
    given: { categoryPreferences: { constructor: true } },
    purposes: [],
    mayStore: false,
  },
  'no categories': { given: { categoryPreferences: {} }, purposes: [], mayStore: false },
  'a text instead of true': { given: { categoryPreferences: { analytics: 'true' } }, purposes: [], mayStore: false },
  'another shape': { given: { granted: ['analytics'] }, purposes: [], mayStore: false },
  'a text instead of an object': { given: 'yes', purposes: [], mayStore: false },
};
