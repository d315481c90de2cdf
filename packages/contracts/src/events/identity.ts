import { z } from 'zod';
import { identityKey, instant, slug, uuid } from '../core/common.js';
import { compactedTopic, defineEvent, standardTopic } from '../core/event-contract.js';

const device = 'device:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b';
const login = 'login:0a1b2c3d4e5f60718293a4b5c6d7e8f9';

/** Which rule made an assertion; the order is the tier, strongest first. */
export const assertionRules = ['customer-number', 'login', 'hashed-email', 'device'] as const;

/** An immutable fact: two identity keys were seen to belong together. */
export const assertion = z.object({
  assertionId: uuid.describe('hash of tenant, both keys, rule and source event'),
  tenant: slug,
  left: identityKey.describe('the smaller key'),
  right: identityKey,
  rule: z.enum(assertionRules),
  eventTime: instant,
  sourceEventId: uuid,
});
export type Assertion = z.infer<typeof assertion>;

/** Takes an assertion back, or forbids that two keys ever meet. */
export const retraction = z.object({
  retractionId: uuid,
  tenant: slug,
  kind: z.enum(['retract', 'cannot-link']),
  left: identityKey,
  right: identityKey,
  assertionId: uuid.optional().describe('absent = every assertion between the two keys'),
  at: instant,
  by: z.string().max(128),
});
export type Retraction = z.infer<typeof retraction>;

export const identityAssertion = defineEvent({
  type: 'identity.assertion.v1',
  summary: 'A fact, or its retraction, on its way to the directory partition of its left key.',
  schema: z.discriminatedUnion('fact', [
    z.object({ fact: z.literal('assertion'), assertion }),
    z.object({ fact: z.literal('retraction'), retraction }),
  ]),
  key: (payload) => {
    const fact = payload.fact === 'assertion' ? payload.assertion : payload.retraction;
    return `${fact.tenant}/${fact.left}`;
  },
  topic: standardTopic,
  examples: [
    {
      title: 'login seen on a device',
      payload: {
        fact: 'assertion',
        assertion: {
          assertionId: 'a3c1d0f2-1111-5222-8333-444455556666',
          tenant: 'demo',
          left: device,
          right: login,
          rule: 'login',
          eventTime: '2026-11-24T09:15:00.000Z',
          sourceEventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0006',
        },
      },
    },
  ],
});

export const identityRemapped = defineEvent({
  type: 'identity.remapped.v1',
  summary:
    'A key now stands for another person than before, now or at some time; events are never rewritten, only this map.',
  schema: z.object({
    remapId: uuid.describe('hash of tenant, key, person and graph version: a replay repeats it'),
    tenant: slug,
    key: identityKey,
    from: uuid.describe('person before'),
    to: uuid.describe('person now'),
    validFrom: instant.describe(
      'event time from which "to" holds; a strong link holds from the beginning, a weak one from its slice',
    ),
    validTo: instant.describe('event time until which "to" holds'),
    slices: z
      .array(z.object({ validFrom: instant, person: uuid }))
      .min(2)
      .max(100)
      .optional()
      .describe(
        'whom the key stood for over event time, oldest first, each until the next: a device that several persons logged in on; absent = "to" for all time',
      ),
    graphVersion: z.number().int().min(1).describe('grows with every fact in the component: the highest wins'),
    kind: z.enum(['merge', 'split']),
    component: identityKey,
    decidedAt: instant,
  }),
  key: (payload) => `${payload.tenant}/${payload.key}`,
  topic: compactedTopic,
  examples: [
    {
      title: 'a device joins a login',
      payload: {
        remapId: 'b7d9f3c4-1111-5222-8333-444455556666',
        tenant: 'demo',
        key: login,
        from: 'c0a80101-0000-5000-8000-000000000001',
        to: 'c0a80101-0000-5000-8000-000000000002',
        validFrom: '1970-01-01T00:00:00.000Z',
        validTo: '2299-12-31T00:00:00.000Z',
        graphVersion: 1,
        kind: 'merge',
        component: device,
        decidedAt: '2026-11-24T09:15:01.000Z',
      },
    },
    {
      title: 'a second person logs in on a device',
      payload: {
        remapId: 'b7d9f3c4-2222-5222-8333-444455556666',
        tenant: 'demo',
        key: device,
        from: 'c0a80101-0000-5000-8000-000000000001',
        to: 'c0a80101-0000-5000-8000-000000000002',
        validFrom: '2026-11-24T18:00:00.000Z',
        validTo: '2299-12-31T00:00:00.000Z',
        slices: [
          { validFrom: '1970-01-01T00:00:00.000Z', person: 'c0a80101-0000-5000-8000-000000000001' },
          { validFrom: '2026-11-24T18:00:00.000Z', person: 'c0a80101-0000-5000-8000-000000000002' },
        ],
        graphVersion: 4,
        kind: 'merge',
        component: device,
        decidedAt: '2026-11-24T18:00:01.000Z',
      },
    },
  ],
});
