import { z } from 'zod';
import { instant } from '../core/common.js';

/**
 * Public key of an agent that signs its requests (Web Bot Auth over RFC 9421). Operators copy it from the directory that
 * the agent's owner publishes; nothing is fetched. Requests name it by its thumbprint (RFC 7638).
 */
export const agentKeySpec = z.object({
  agent: z.string().min(1).max(64).describe('name that is shown for events of this agent'),
  class: z.enum(['good-bot', 'ai-crawler', 'ai-agent']).describe('what a verified request counts as'),
  jwk: z
    .object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/)
        .describe('public key, base64url'),
    })
    .describe('Ed25519 key as JWK (RFC 8037)'),
  directory: z
    .string()
    .max(512)
    .optional()
    .describe('origin of its key directory; a Signature-Agent header must name it'),
  validFrom: instant.optional(),
  validUntil: instant.optional(),
});
