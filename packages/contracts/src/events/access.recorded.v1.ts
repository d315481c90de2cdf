import { z } from 'zod';
import { instant, purpose, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

/** Somebody was given what is kept under seal or was given up, or set it going again. Written before the answer: what is not on record is not shown. */
export const accessRecorded = defineEvent({
  type: 'access.recorded.v1',
  summary: 'Who opened, replayed or destroyed something that is kept under seal or was given up, and for what.',
  schema: z.object({
    accessId: uuid,
    tenant: slug,
    by: z.string().max(128).describe('name of the token'),
    action: z.enum([
      'rejection-opened',
      'rejection-replayed',
      'identifier-opened',
      'identifier-destroyed',
      'dead-letter-opened',
      'dead-letter-replayed',
    ]),
    subject: z.string().max(128).describe('id of the rejection or of the dead letter, or the identity key'),
    purpose: purpose.optional(),
    at: instant,
  }),
  key: (payload) => `${payload.tenant}/${payload.subject}`,
  topic: standardTopic,
  examples: [
    {
      title: 'a rejected request was opened',
      payload: {
        accessId: 'b7d9f3c4-1111-5222-8333-444455550042',
        tenant: 'demo',
        by: 'officer',
        action: 'rejection-opened',
        subject: '5d0c1c0e-6a52-5d5e-9d0e-5a1b2c3d4e5f',
        at: '2026-11-24T09:15:00.480Z',
      },
    },
  ],
});
