import type { KnowledgeSettingsSpec } from '@stellwerk/contracts';
import { type Trust, trustLevels } from '@stellwerk/guard';
import type { Models } from '@stellwerk/models';
import type { VectorEngine } from '@stellwerk/vectors';
import type { ServingIndex } from '../domain/generation.js';
import type { Retriever, StoredTexts } from '../domain/ports.js';
import { createRetriever } from '../retrieval/retriever.js';
import { searchOptionsOf } from './search-options.js';

export interface KnowledgeRetrieverParts {
  readonly serving: ServingIndex;
  readonly engine: VectorEngine;
  readonly texts: StoredTexts;
  readonly models: Pick<Models, 'reranker'>;
  readonly settingsOf: (tenant: string) => KnowledgeSettingsSpec;
}

const USE_CASE = 'search';

/** Search under each tenant's settings: its weights, its re-ranker, and the least trust that it asks for. */
export function createKnowledgeRetriever({ models, settingsOf, ...parts }: KnowledgeRetrieverParts): Retriever {
  const retriever = createRetriever({
    ...parts,
    optionsOf: (tenant) => searchOptionsOf(settingsOf(tenant)),
    rerankerOf: (tenant) => models.reranker({ tenant, useCase: USE_CASE }),
    callContextOf: ({ tenant }) => ({ tenant, useCase: USE_CASE, caller: 'rag' }),
    nowMs: Date.now,
  });
  return {
    search(request, reader) {
      const minimumTrust = higher(request.filters.minimumTrust, settingsOf(reader.tenant).minimumTrust);
      return retriever.search(
        { ...request, filters: { ...request.filters, ...(minimumTrust && { minimumTrust }) } },
        reader,
      );
    },
  };
}

/** What a tenant asks for at least, no request goes below. */
function higher(one: Trust | undefined, other: Trust | undefined): Trust | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return trustLevels.indexOf(one) > trustLevels.indexOf(other) ? one : other;
}
