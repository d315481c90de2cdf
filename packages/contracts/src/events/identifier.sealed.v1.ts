import { z } from 'zod';
import { identityKey, instant, purpose, slug } from '../core/common.js';
import { compactedTopic, defineEvent } from '../core/event-contract.js';
import { sealedBytes } from './tracking.rejected.v1.js';

/**
 * The raw value behind an identity key, for purposes that cannot do without it: it travels once and not with every event.
 * Each identifier has a key of its own, so destroying that key ends one identifier and no other.
 */
export const identifierSealed = defineEvent({
  type: 'identifier.sealed.v1',
  summary: 'A raw identifier under seal, for the purposes that need it; the latest per identity key counts.',
  schema: z.object({
    tenant: slug,
    key: identityKey.describe('keyed hash of the same identifier'),
    source: slug,
    purposes: z.array(purpose).min(1).describe('what the value may be opened for'),
    at: instant,
    sealed: sealedBytes,
  }),
  key: (payload) => `${payload.tenant}/${payload.key}`,
  topic: compactedTopic,
  examples: [
    {
      title: 'an e-mail address for conversions APIs',
      payload: {
        tenant: 'demo',
        key: 'email:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b',
        source: 'web',
        purposes: ['user_data_upload'],
        at: '2026-11-24T09:15:00.480Z',
        sealed: {
          keyId: 'demo/email:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b',
          nonce: 'AAAAAAAAAAAAAAAA',
          tag: 'AAAAAAAAAAAAAAAAAAAAAA==',
          ciphertext: 'c2VhbGVk',
        },
      },
    },
  ],
});
