import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { findRepositoryRoot } from '@stellwerk/local';
import type { DocumentResult, GivenAnswer } from '@stellwerk/rag';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import type { Endpoints } from '../platform/endpoints.js';
import { ingestFiles } from '../rag/ingest.js';
import { readManifest } from '../rag/manifest.js';
import { renderFoot, renderResult, renderSentence } from '../rag/render.js';

const MANIFEST = 'services/rag/examples/shop/manifest.yaml';
const QUESTION = 'Wie lange kann ich eine Lampe zurückgeben?';
/** A service that has just been told of a source may need a moment to hear of it. */
const ATTEMPTS = 10;
const PAUSE_MS = 1_000;

/** Brings the shop's documents into the knowledge base; what is there already is left. @returns how many there are */
export async function loadKnowledge(tenant: string, endpoints: Endpoints, context: CliContext): Promise<number> {
  const files = await readManifest(join(findRepositoryRoot(), MANIFEST), undefined);
  context.report(`bringing ${files.length} documents of the shop into the knowledge base`);
  const options = {
    ask: <Answer>(question: Parameters<typeof ask>[2]) =>
      ask<Answer>(endpoints, 'rag', { ...question, signal: context.signal }),
    tenant,
    signal: context.signal,
    progress: () => {},
  };
  for (let attempt = 1; ; attempt++) {
    const results = await ingestFiles(files, options);
    const refused = results.filter(({ error }) => error);
    if (refused.length === 0) return results.length;
    if (attempt === ATTEMPTS || !refused.every(isEarly)) {
      for (const one of refused) context.report(renderResult(one));
      throw new StellwerkError(errors.DOCUMENTS_REFUSED, { refused: refused.length, documents: results.length });
    }
    await sleep(PAUSE_MS);
  }
}

const isEarly = ({ error }: DocumentResult): boolean => error?.code === 'RAG_SOURCE_UNKNOWN';

/** A question of a customer with its answer, as it is printed. */
export async function askShop(tenant: string, endpoints: Endpoints): Promise<string[]> {
  const body = { tenant, question: QUESTION, maxSentences: 2 };
  const answer = await ask<GivenAnswer>(endpoints, 'rag', { method: 'POST', path: '/v1/answer', body });
  let cited = 1;
  const sentences = answer.sentences.flatMap((sentence) => {
    const lines = renderSentence(sentence, cited);
    cited += sentence.citations.length;
    return lines;
  });
  return [QUESTION, ...sentences, ...renderFoot(answer).filter((line) => line !== '')];
}
