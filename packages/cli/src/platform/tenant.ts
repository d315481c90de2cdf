import { createHash, randomBytes } from 'node:crypto';
import type { ControlSpec } from '@stellwerk/contracts';
import type { WantedDocument } from './documents.js';

export interface TenantOptions {
  readonly displayName: string;
  readonly currency: string;
  readonly timezone: string;
  readonly region: string;
  readonly writeKey: string;
  /** What may be done with an event whose source sends no consent signal. */
  readonly defaultPurposes: ControlSpec<'consent-policy'>['defaultPurposes'];
}

/** A write key: public, only writes, and is not guessed. */
export const newWriteKey = (): string => randomBytes(18).toString('base64url');

/** The documents of a new tenant with one source "web". */
export function tenantDocuments(tenant: string, options: TenantOptions): WantedDocument[] {
  const { displayName, currency, timezone, region, writeKey, defaultPurposes } = options;
  const document = (kind: WantedDocument['kind'], name: string, spec: object) => ({ kind, tenant, name, spec });
  const consent: ControlSpec<'consent-policy'> = {
    defaultPurposes,
    categories: {
      analytics: ['analytics_store'],
      measurement: ['analytics_store', 'ad_measurement'],
      marketing: ['ad_measurement', 'ad_profile', 'user_data_upload'],
    },
    storagePurpose: 'analytics_store',
    // In the EEA, GB, CH and where nobody knows, only a rule that names the region allows anything without a signal.
    ...(defaultPurposes.length > 0 && {
      regions: [{ regions: ['EEA', 'GB', 'CH', 'unknown'], defaultPurposes }],
    }),
  };
  return [
    document('tenant', tenant, { displayName, currency, timezone, region }),
    document('consent-policy', 'default', consent),
    document('channel-rules', 'default', { rules: [{ source: '*', channel: '$source' }], direct: 'Direct' }),
    document('identity-policy', 'default', {
      maxStrongKeysPerDevice: 5,
      maxKeysPerComponent: 1_000,
      blockedValues: [],
    }),
    document('retention', 'default', { rawDays: 30, rejectedHours: 72, rejectedOriginals: 'sealed' }),
    document('source', 'web', {
      writeKey,
      enabled: true,
      consentPolicy: 'default',
      channelRules: 'default',
      identityTraits: { email: 'email', customerNumber: 'customer' },
    }),
  ];
}

/** Hash under which a bearer token is known. */
export const tokenHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
