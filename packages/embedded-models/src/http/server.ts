import { StellwerkError } from '@stellwerk/contracts';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import { errors } from '../errors.js';
import { registerClassify } from './classify.route.js';
import { registerEmbeddings, registerModels } from './embeddings.route.js';
import { type HealthDeps, registerHealth } from './health.route.js';
import { sendError } from './openai-error.js';
import { requireKey } from './require-key.js';

export interface ServerDeps extends HealthDeps {
  /** Every request but those for the health must carry it. */
  readonly key: string;
  readonly maxBodyBytes: number;
}

/**
 * Clients learn it from the header of each answer and let go before. Long, because most of them are services and
 * computations on the same machine that are silent for minutes and would otherwise come back to a closed connection.
 */
const KEEP_ALIVE_MS = 600_000;

/** The HTTP interface of the models; it does not listen yet. Texts never reach the log. */
export function createServer({ e5, queue, names, key, maxBodyBytes }: ServerDeps): FastifyInstance {
  const server = fastify({
    bodyLimit: maxBodyBytes,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    logger: { level: 'warn' },
    logController: new LogController({ disableRequestLogging: true }),
  });
  server.setErrorHandler(sendError);
  server.setNotFoundHandler((request, reply) => sendError(new StellwerkError(errors.ROUTE_UNKNOWN), request, reply));
  server.register(async (scope) => {
    requireKey(scope, key);
    registerEmbeddings(scope, e5, queue);
    registerModels(scope, e5);
    registerClassify(scope, names);
  });
  registerHealth(server, { e5, queue, names });
  return server;
}
