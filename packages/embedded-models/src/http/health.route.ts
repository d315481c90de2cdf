import type { FastifyInstance } from 'fastify';
import type { E5Model } from '../embedding/e5.js';
import type { EmbeddingQueue } from '../embedding/embedding-queue.js';

export interface HealthDeps {
  readonly e5: E5Model;
  readonly queue: EmbeddingQueue;
}

/** `/health/live`: the process answers. `/health/ready` and `/health`: a text was embedded just now. */
export function registerHealth(server: FastifyInstance, { e5, queue }: HealthDeps): void {
  const check = async () => {
    await queue.embed([e5.tokenize('ready', 'query')], 'query');
    return {
      status: 'ready',
      models: [{ id: 'multilingual-e5-small', revision: e5.revision, state: 'ready' }],
      waitingTokens: queue.waitingTokens,
      residentBytes: process.memoryUsage.rss(),
    };
  };
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', check);
  server.get('/health', check);
}
