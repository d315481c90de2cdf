import { createTextChecker, fastDetectors } from '@stellwerk/guard';
import {
  type AnswerGuard,
  createAnswerGuard,
  createRetriever,
  ExactPoints,
  type GenerationTools,
  generationName,
  type Retriever,
  type StoredTexts,
  searchDefaults,
} from '@stellwerk/rag';
import type { BenchIndex } from './index-corpus.js';

/** What answers are made from, in memory: exact lists, the product's retriever, stored texts, and the guard of the fast tier. */
export interface AnswerKnowledge {
  readonly retriever: Retriever;
  readonly texts: StoredTexts;
}

/** The documents that `keeps` says, and no other: what is left out weighs no term either. */
export function knowledgeOf(
  { documents, points }: BenchIndex,
  tools: GenerationTools,
  keeps: (documentId: string) => boolean = () => true,
): AnswerKnowledge {
  const exact = new ExactPoints(points.filter(({ payload }) => keeps(String(payload.documentId))));
  const stored = new Map(documents.map(({ id, text }) => [id, text]));
  const texts: StoredTexts = {
    textOf: async (_tenant, { documentId }) => stored.get(documentId),
    isCurrent: async (_tenant, { documentId }) => stored.has(documentId),
  };
  const name = generationName(tools.generation);
  const retriever = createRetriever({
    serving: {
      snapshot: (tenant) => ({
        tenant,
        generation: tools.generation,
        name,
        collection: name,
        embeddings: tools.embeddings,
        sequence: 1,
      }),
    },
    engine: { tenant: () => exact },
    texts,
    optionsOf: () => searchDefaults,
    rerankerOf: () => undefined,
    callContextOf: ({ tenant }) => ({ tenant, useCase: 'retrieval', caller: 'bench' }),
    nowMs: Date.now,
  });
  return { retriever, texts };
}

/** The guard of a tenant that has no policies of its own. */
export function benchGuard(): AnswerGuard {
  const check = createTextChecker({ detectors: fastDetectors(), now: () => performance.now() });
  return createAnswerGuard({ check, maxKept: 2_000 });
}
