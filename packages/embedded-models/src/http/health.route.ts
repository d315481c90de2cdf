import type { FastifyInstance } from 'fastify';
import { E5, type TextTokenizer } from '../embedding/e5.js';
import type { EmbeddingQueue } from '../embedding/embedding-queue.js';
import { RAMPART } from '../names/name-tagger.js';
import type { Names } from '../names/names.js';

export interface HealthDeps {
  readonly e5: TextTokenizer;
  readonly queue: EmbeddingQueue;
  readonly names: Pick<Names, 'find' | 'state'>;
}

/** While others' texts are embedded that often, none is needed to know that it works; a full queue is no failure. */
const RECENTLY_MS = 5_000;

/** `/health/live`: the process answers. `/health/ready` and `/health`: a text was embedded in the last seconds, or just now. */
export function registerHealth(server: FastifyInstance, { e5, queue, names }: HealthDeps): void {
  const check = async () => {
    if (!queue.hasServedWithin(RECENTLY_MS)) await queue.embed([e5.tokenize('ready', 'query')], 'query');
    return {
      status: 'ready',
      models: [
        { id: E5.id, revision: e5.revision, state: 'ready' },
        { id: RAMPART.id, state: names.state },
      ],
      waitingTokens: queue.waitingTokens,
      residentBytes: process.memoryUsage.rss(),
    };
  };
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', check);
  server.get('/health', check);
}
