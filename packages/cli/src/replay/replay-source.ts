import type { ControlSpec } from '@stellwerk/contracts';
import type { WantedDocument } from '../platform/documents.js';

/** Name of the source through which journeys of a file come, and of the documents that govern it. */
const NAME = 'replay';

/** What replayed calls say about consent: whoever has the file answers for it. Nothing else that comes by this source is kept. */
export const replayConsent = { categoryPreferences: { [NAME]: true } };

/**
 * Source, consent policy and channel rules of replayed journeys. They stand beside what governs the tenant's own sources: a
 * path names its channels, whatever the tenant's rules would make of them.
 */
export function replayDocuments(tenant: string, writeKey: string): WantedDocument[] {
  const policy: ControlSpec<'consent-policy'> = {
    defaultPurposes: [],
    categories: { [NAME]: ['analytics_store', 'ad_measurement'] },
    storagePurpose: 'analytics_store',
  };
  const rules: ControlSpec<'channel-rules'> = { rules: [{ source: '*', channel: '$source' }], direct: 'Direct' };
  const source: ControlSpec<'source'> = {
    writeKey,
    enabled: true,
    consentPolicy: NAME,
    channelRules: NAME,
    identityTraits: {},
  };
  return [
    { kind: 'consent-policy', tenant, name: NAME, spec: policy },
    { kind: 'channel-rules', tenant, name: NAME, spec: rules },
    { kind: 'source', tenant, name: NAME, spec: source },
  ];
}
