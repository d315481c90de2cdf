import { z } from 'zod';
import { identityKey, instant, purpose, slug, uuid } from '../core/common.js';
import { compactedTopic, defineEvent } from '../core/event-contract.js';
import { defaultPerson } from '../core/ids.js';
import { consentRegion, consentSignalRecords } from './consent-record.js';

const device = 'device:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b';

/**
 * A person changed what they allow. It is a ceiling over every event with the key, whenever it happened: a purpose is served
 * only where the consent of the event granted it and no key of the event is kept from it here.
 */
export const consentChanged = defineEvent({
  type: 'consent.changed.v1',
  summary:
    'What a person allows from now on, by identity key; the latest per key governs everything not yet delivered.',
  schema: z.object({
    changeId: uuid.describe('hash of tenant, key and statement: a repetition repeats it'),
    tenant: slug,
    personKey: identityKey,
    person: uuid.describe('default person of personKey; the identity map may say another'),
    at: instant.describe('from when it holds: receipt at the door, never before the change that it follows'),
    statedAt: instant.describe('client time of the statement, corrected by the skew'),
    purposes: z
      .array(purpose)
      .describe('what may be served for the key from now on, as far as an event itself allows it'),
    granted: z.array(purpose).describe('what this statement granted'),
    refused: z.array(purpose).describe('what this statement refused; of other purposes it says nothing'),
    locked: z
      .array(purpose)
      .describe('refused through the operator, as when somebody wrote a letter: no client can grant it again'),
    by: z.string().max(128).describe('"client", or the name of the token that stated it for the person'),
    source: slug.optional().describe('source document whose write key was used'),
    policy: z.string().max(80).optional().describe('name@version of the consent policy that the signals were read by'),
    region: consentRegion.optional(),
    signals: consentSignalRecords.optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.personKey}`,
  topic: compactedTopic,
  examples: [
    {
      title: 'marketing withdrawn in the banner of a site',
      payload: {
        changeId: '5d0c1c0e-6a52-5d5e-9d0e-5a1b2c3d4e60',
        tenant: 'demo',
        personKey: device,
        person: defaultPerson('demo', device),
        at: '2026-11-24T09:20:00.480Z',
        statedAt: '2026-11-24T09:20:00.000Z',
        purposes: ['analytics_store'],
        granted: ['analytics_store'],
        refused: ['ad_measurement', 'ad_profile', 'user_data_upload'],
        locked: [],
        by: 'client',
        source: 'web',
        policy: 'eu-default@2',
        region: 'DE',
        signals: [
          {
            type: 'categories',
            raw: '{"categoryPreferences":{"analytics":true,"marketing":false}}',
            granted: ['analytics_store'],
            refused: ['ad_measurement', 'ad_profile', 'user_data_upload'],
          },
        ],
      },
    },
    {
      title: 'an objection by letter',
      payload: {
        changeId: '5d0c1c0e-6a52-5d5e-9d0e-5a1b2c3d4e61',
        tenant: 'demo',
        personKey: 'email:77aa0c2f3b6a1d4e8f9a7b3c2d1e0f4a',
        person: defaultPerson('demo', 'email:77aa0c2f3b6a1d4e8f9a7b3c2d1e0f4a'),
        at: '2026-11-24T10:00:00.000Z',
        statedAt: '2026-11-24T10:00:00.000Z',
        purposes: ['analytics_store'],
        granted: [],
        refused: ['ad_measurement', 'ad_profile', 'user_data_upload'],
        locked: ['ad_measurement', 'ad_profile', 'user_data_upload'],
        by: 'privacy-officer',
      },
    },
  ],
});
