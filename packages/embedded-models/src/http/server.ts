import { StellwerkError } from '@stellwerk/contracts';
import { type FastifyInstance, fastify } from 'fastify';
import type { E5Model } from '../embedding/e5.js';
import type { EmbeddingQueue } from '../embedding/embedding-queue.js';
import { errors } from '../errors.js';
import { registerEmbeddings, registerModels } from './embeddings.route.js';
import { registerHealth } from './health.route.js';
import { sendError } from './openai-error.js';

export interface ServerDeps {
  readonly e5: E5Model;
  readonly queue: EmbeddingQueue;
  readonly maxBodyBytes: number;
}

/** The HTTP interface of the models; it does not listen yet. Texts never reach the log. */
export function createServer({ e5, queue, maxBodyBytes }: ServerDeps): FastifyInstance {
  const server = fastify({ bodyLimit: maxBodyBytes, logger: { level: 'warn' }, disableRequestLogging: true });
  server.setErrorHandler(sendError);
  server.setNotFoundHandler((request, reply) => sendError(new StellwerkError(errors.ROUTE_UNKNOWN), request, reply));
  registerEmbeddings(server, e5, queue);
  registerModels(server, e5);
  registerHealth(server, { e5, queue });
  return server;
}
