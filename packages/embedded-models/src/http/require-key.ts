import { createHash, timingSafeEqual } from 'node:crypto';
import { StellwerkError } from '@stellwerk/contracts';
import type { FastifyInstance } from 'fastify';
import { errors } from '../errors.js';

/** Refuses requests to the routes of this scope that do not carry the key, before their body is read. */
export function requireKey(scope: FastifyInstance, key: string): void {
  const expected = digest(`Bearer ${key}`);
  scope.addHook('onRequest', async (request, reply) => {
    // Digests, so that neither length nor content shows in the time taken.
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return;
    reply.header('www-authenticate', 'Bearer');
    throw new StellwerkError(errors.KEY_INVALID);
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();
