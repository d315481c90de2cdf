import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { RAMPART } from '../names/name-tagger.js';
import type { Names } from '../names/names.js';
import { callerSignal } from './caller-signal.js';
import { parseBody } from './parse-body.js';

const MAX_TEXTS = 64;
const MAX_UNITS = 100_000;

const requestSchema = z.object({
  task: z.literal('names', 'only "names"'),
  texts: z
    .array(z.string().max(MAX_UNITS, `at most ${MAX_UNITS} UTF-16 units`))
    .min(1)
    .max(MAX_TEXTS),
});

/** `POST /classify`: names and addresses of each text, with UTF-16 offsets into it. */
export function registerClassify(server: FastifyInstance, names: Pick<Names, 'find'>): void {
  server.post('/classify', async (request, reply) => {
    const { task, texts } = parseBody(requestSchema, request.body);
    const signal = callerSignal(reply);
    const found = await Promise.all(texts.map((text) => names.find(text, signal)));
    const tokens = found.reduce((sum, each) => sum + each.tokens, 0);
    return {
      task,
      model: RAMPART.id,
      revision: found[0]?.revision,
      results: found.map(({ entities }) => ({ entities })),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  });
}
