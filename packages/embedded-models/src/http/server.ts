import { StellwerkError } from '@stellwerk/contracts';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import { errors } from '../errors.js';
import { registerClassify } from './classify.route.js';
import { registerEmbeddings, registerModels } from './embeddings.route.js';
import { type HealthDeps, registerHealth } from './health.route.js';
import { sendError } from './openai-error.js';

export interface ServerDeps extends HealthDeps {
  readonly maxBodyBytes: number;
}

/** The HTTP interface of the models; it does not listen yet. Texts never reach the log. */
export function createServer({ e5, queue, names, maxBodyBytes }: ServerDeps): FastifyInstance {
  const server = fastify({
    bodyLimit: maxBodyBytes,
    logger: { level: 'warn' },
    logController: new LogController({ disableRequestLogging: true }),
  });
  server.setErrorHandler(sendError);
  server.setNotFoundHandler((request, reply) => sendError(new StellwerkError(errors.ROUTE_UNKNOWN), request, reply));
  registerEmbeddings(server, e5, queue);
  registerModels(server, e5);
  registerClassify(server, names);
  registerHealth(server, { e5, queue, names });
  return server;
}
