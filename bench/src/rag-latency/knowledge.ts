import { claimFindings } from '@stellwerk/claims';
import { createTextChecker, fastDetectors } from '@stellwerk/guard';
import type { CallContext, EmbeddingModel } from '@stellwerk/models';
import {
  type Answerer,
  abstentionModels,
  createAnswerer,
  createAnswerGuard,
  createGenerationTools,
  createRetriever,
  type RetrieverParts,
  searchDefaults,
  shippedPrompt,
} from '@stellwerk/rag';
import type { VectorEngine } from '@stellwerk/vectors';
import type { CorpusDocument } from './corpus.js';

const ANSWER_TIMEOUT_MS = 20_000;
export const context: CallContext = { tenant: 'demo', useCase: 'retrieval', caller: 'benchmark' };

/** Search and answers as the service puts them together, over a collection and texts in memory, without caches. */
export function createKnowledge(
  engine: VectorEngine,
  collection: string,
  embeddings: EmbeddingModel,
  documents: readonly CorpusDocument[],
) {
  const stored = new Map(documents.map(({ documentId, text }) => [documentId, text]));
  const texts: RetrieverParts['texts'] = {
    textOf: async (_tenant, { documentId }) => stored.get(documentId),
    isCurrent: async (_tenant, { documentId }) => stored.has(documentId),
  };
  const { generation } = createGenerationTools(embeddings);
  const retriever = createRetriever({
    serving: { snapshot: (tenant) => ({ tenant, generation, name: collection, collection, embeddings, sequence: 1 }) },
    engine,
    texts,
    optionsOf: () => searchDefaults,
    rerankerOf: () => undefined,
    callContextOf: () => context,
    nowMs: () => Date.now(),
  });
  const check = createTextChecker({
    detectors: fastDetectors({ claims: claimFindings }),
    now: () => performance.now(),
  });
  const answerer: Answerer = createAnswerer({
    retriever,
    texts,
    guard: createAnswerGuard({ check, maxKept: 10_000 }),
    prompt: { name: 'grounded-answer', version: '1', spec: shippedPrompt },
    abstention: abstentionModels,
    deadline: () => AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  return { retriever, answerer };
}

export type Knowledge = ReturnType<typeof createKnowledge>;
