import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';
import { consentRegion } from './consent-record.js';

/** Longest time that a tenant may have originals kept after the day they came, hours. */
export const MAX_REJECTED_HOURS = 720;
const HOUR_MS = 3_600_000;

/** AES-256-GCM box: base64 parts and the id of the key that opens it. */
export const sealedBytes = z.object({
  keyId: z.string().max(128),
  nonce: z.string().max(32),
  tag: z.string().max(32),
  ciphertext: z.string().max(4_000_000),
});
export type SealedBytes = z.infer<typeof sealedBytes>;

/** What the door refused: reason, field, and the original bytes, sealed for a short time. */
export const trackingRejected = defineEvent({
  type: 'tracking.rejected.v1',
  summary: 'A request or an event that failed at the door, with its reason and its sealed original.',
  schema: z.object({
    rejectedId: uuid.describe('deterministic where the bytes identify the request'),
    tenant: slug,
    source: slug,
    at: instant,
    code: z.string().max(64).describe('row of the error catalogue'),
    field: z.string().max(256).optional().describe('JSON path of the offending field'),
    detail: z.string().max(512).describe('why, without values of the event'),
    scope: z.enum(['request', 'event']),
    protocol: z.string().max(32),
    method: z.string().max(8).optional().describe('HTTP method; POST where absent'),
    route: z.string().max(256),
    contentType: z.string().max(128).optional(),
    contentEncoding: z.string().max(32).optional(),
    anonymous: z.boolean().optional().describe('the sender asked not to be recognised; a replay honours it'),
    consent: z
      .object({
        region: consentRegion,
        regionBy: z
          .enum(['browser', 'batch'])
          .optional()
          .describe(
            'what told the region: the address of a browser, or the batch for its calls; else that of any sender',
          ),
        signals: z
          .array(
            z.object({
              type: z.string().max(16),
              raw: z.string().max(4096),
              gdprApplies: z.boolean().optional().describe('as the client said it of a TC string'),
            }),
          )
          .max(32),
      })
      .optional()
      .describe('what the request around the original said about consent; a replay decides by it as well'),
    bytes: z.number().int().min(0).describe('length of the original'),
    keptBytes: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe(
        'length of its beginning, where the original is too large to be kept whole and only that is under seal',
      ),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .describe('hex digest of the whole original, where it is not kept whole'),
    sealed: sealedBytes.optional().describe('absent where the retention policy keeps no originals'),
  }),
  key: (payload) => `${payload.tenant}/${payload.rejectedId}`,
  // As long as any tenant may ask for, and the day itself; a tenant's own time ends with its key.
  topic: { ...standardTopic, retentionMs: (MAX_REJECTED_HOURS + 24) * HOUR_MS },
  examples: [
    {
      title: 'event without a name',
      payload: {
        rejectedId: '5d0c1c0e-6a52-5d5e-9d0e-5a1b2c3d4e5f',
        tenant: 'demo',
        source: 'web',
        at: '2026-11-24T09:15:00.480Z',
        code: 'TRK_EVENT_INVALID',
        field: 'batch[3].event',
        detail: 'a track call needs an event name',
        scope: 'event',
        protocol: 'segment',
        route: '/v1/batch',
        contentType: 'application/json',
        bytes: 184,
        sealed: {
          keyId: 'demo/2026-11-24',
          nonce: 'AAAAAAAAAAAAAAAA',
          tag: 'AAAAAAAAAAAAAAAAAAAAAA==',
          ciphertext: 'c2VhbGVk',
        },
      },
    },
  ],
});
