import { type CallContext, genAi, openInference, type Reranker, stellwerkAttributes } from '@stellwerk/models';
import { inSpan } from '@stellwerk/service';
import type { ServingIndex } from '../domain/generation.js';
import type { Retriever, StoredTexts } from '../domain/ports.js';
import type { Reader, SearchRequest, SearchResult } from '../domain/search.js';
import { describeCorpus, documentsOnTopic } from './corpus/describe-corpus.js';
import { recogniseCorpusQuestion } from './corpus/recognise.js';
import { filterOf } from './filters.js';
import { fuseLists } from './fusion/fuse-lists.js';
import { hitsOf } from './hits.js';
import type { SearchOptions } from './options.js';
import { encodeQuestion } from './question.js';
import { rankCandidates } from './rank-candidates.js';
import { checkSearch, searchBounds } from './request.js';
import { reranked } from './rerank.js';
import type { SearchableEngine } from './searchable-points.js';
import { signalLists } from './signal-lists.js';

export interface RetrieverParts {
  readonly serving: ServingIndex;
  readonly engine: SearchableEngine;
  readonly texts: StoredTexts;
  readonly optionsOf: (tenant: string) => SearchOptions;
  /** Undefined where the tenant has none. */
  readonly rerankerOf: (tenant: string) => Reranker | undefined;
  /** For whom models are called. */
  readonly callContextOf: (reader: Reader) => CallContext;
  readonly nowMs: () => number;
}

/** Search as one span; what was asked and found is no attribute of it. */
const RETRIEVER_SPAN = 'retrieval';

/**
 * Searches the index that serves: embeds the question, asks the engine for one list per signal under the reader's rights and
 * filters, fuses them, and cuts the texts from the stored versions. The same question on the same index gives the same order.
 */
export function createRetriever(parts: RetrieverParts): Retriever {
  return {
    async search(request, reader) {
      checkSearch(request, reader);
      const attributes = {
        [openInference.kind]: 'RETRIEVER',
        [genAi.operation]: 'retrieval',
        [stellwerkAttributes.tenant]: reader.tenant,
        'stellwerk.search.limit': request.limit,
        'stellwerk.search.unit': request.unit,
      };
      return inSpan(RETRIEVER_SPAN, { attributes }, async (span) => {
        const { result, candidates } = await search(request, reader, parts);
        span.setAttributes({
          'stellwerk.search.generation': result.generation,
          'stellwerk.search.candidates': candidates,
          'stellwerk.search.hits': result.hits.length,
          'stellwerk.search.reranked': result.reranked ?? 'no',
        });
        return result;
      });
    },
  };
}

interface Found {
  readonly result: SearchResult;
  readonly candidates: number;
}

async function search(request: SearchRequest, reader: Reader, parts: RetrieverParts): Promise<Found> {
  const asked = recogniseCorpusQuestion(request.query);
  if (asked === undefined) return searchTexts(request, reader, parts);
  const found = await searchTexts({ ...request, query: asked.topic ?? request.query }, reader, parts);
  const corpus =
    asked.topic === undefined
      ? await wholeCorpus(request, reader, parts)
      : documentsOnTopic((await searchTexts(topicRequest(request, asked.topic), reader, parts)).result.hits);
  return { ...found, result: { ...found.result, corpus } };
}

const topicRequest = ({ filters }: SearchRequest, query: string): SearchRequest => ({
  query,
  filters,
  unit: 'section',
  limit: searchBounds.hits,
});

function wholeCorpus({ filters }: SearchRequest, reader: Reader, { serving, engine }: RetrieverParts) {
  const { collection, sequence } = serving.snapshot(reader.tenant);
  return describeCorpus(engine.tenant(collection, reader.tenant), filterOf(filters, reader, sequence));
}

async function searchTexts(request: SearchRequest, reader: Reader, parts: RetrieverParts): Promise<Found> {
  const { serving, engine, texts } = parts;
  const snapshot = serving.snapshot(reader.tenant);
  const options = parts.optionsOf(reader.tenant);
  const context = parts.callContextOf(reader);
  const [vector] = await snapshot.embeddings.embed([request.query], 'query', context);
  if (!vector) throw new RangeError('the embedding model answered without a vector');
  const points = engine.tenant(snapshot.collection, reader.tenant);
  const lists = await signalLists(
    points,
    encodeQuestion(request.query, vector).signals,
    filterOf(request.filters, reader, snapshot.sequence),
    options,
  );
  const fused = fuseLists(lists, options);
  const reranker = parts.rerankerOf(reader.tenant);
  const count = reranker ? Math.max(request.limit, options.rerankTop) : request.limit;
  const ranked = await rankCandidates(fused, points, request, options, { count, nowMs: parts.nowMs() });
  const hits = await hitsOf(ranked, request, reader.tenant, texts);
  const ordered = reranker && (await reranked(request.query, hits, options.rerankTop, reranker, context));
  return {
    result: {
      hits: (ordered?.hits ?? hits).slice(0, request.limit),
      generation: snapshot.name,
      ...(ordered && { reranked: ordered.outcome }),
    },
    candidates: fused.length,
  };
}
