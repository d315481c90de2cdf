import {
  collectionOf,
  createRetriever,
  fuseLists,
  generationName,
  type SearchHit,
  searchDefaults,
} from '@stellwerk/rag';
import { DEPTH, type QuestionScore, scoreOf } from './evaluate-rows.js';
import type { BenchIndex } from './index-corpus.js';
import type { PreparedDirection } from './prepare-xquad.js';
import type { SearchStack } from './search-stack.js';

const UPSERT = 200;

/** The product's retriever over an index of a tenant in the embedded engine; writes the points first. */
export async function engineRetriever(index: BenchIndex, tenant: string, { engine, tools }: SearchStack) {
  const name = generationName(tools.generation);
  const collection = collectionOf(name);
  await engine.ensureCollection(collection, tools.collection);
  const points = engine.tenant(collection, tenant);
  if ((await points.count()) === 0)
    for (let at = 0; at < index.points.length; at += UPSERT) await points.upsert(index.points.slice(at, at + UPSERT));
  const texts = new Map(index.documents.map(({ id, text }) => [id, text]));
  return createRetriever({
    serving: {
      snapshot: () => ({
        tenant,
        generation: tools.generation,
        name,
        collection,
        embeddings: tools.embeddings,
        sequence: 1,
      }),
    },
    engine,
    texts: {
      textOf: async (_tenant, { documentId }) => texts.get(documentId),
      isCurrent: async (_tenant, { documentId }) => texts.has(documentId),
    },
    optionsOf: () => searchDefaults,
    rerankerOf: () => undefined,
    callContextOf: () => ({ tenant, useCase: 'retrieval', caller: 'bench' }),
    nowMs: Date.now,
  });
}

/** Searches of a direction through the engine, and how often its ten sentences are those of the exact lists. */
export async function searchEngine(direction: PreparedDirection, stack: SearchStack) {
  const { asked, index, tenant, placeOf } = direction;
  const retriever = await engineRetriever(index, tenant, stack);
  const reader = { tenant, access: ['public'] };
  const ordinals = new Map(
    index.documents.flatMap(({ id, chunks }) =>
      chunks.map(({ start, ordinal }) => [`${id} ${start}`, ordinal] as const),
    ),
  );
  const paragraphOf = ({ documentId }: SearchHit) => Number(documentId.split('-')[1]);
  const sentences: QuestionScore[] = [];
  let same = 0;
  for (const { question, lists } of asked) {
    const request = { query: question.text, limit: DEPTH, unit: 'sentence', filters: {} } as const;
    const { hits } = await retriever.search(request, reader);
    const places = hits.map((hit) => ({
      paragraph: paragraphOf(hit),
      sentence: ordinals.get(`${hit.documentId} ${hit.start}`) ?? -1,
    }));
    const exact = fuseLists(lists, searchDefaults)
      .slice(0, DEPTH)
      .map(({ id }) => placeOf(id));
    if (JSON.stringify(exact) === JSON.stringify(places)) same++;
    const foundSentences = places.map(({ paragraph, sentence }) => {
      const item = paragraph === question.paragraph ? question.sentences.indexOf(sentence) : -1;
      return item < 0 ? null : item;
    });
    sentences.push(scoreOf(question, foundSentences, 'sentence'));
  }
  return { sentences, sameShare: same / asked.length };
}
