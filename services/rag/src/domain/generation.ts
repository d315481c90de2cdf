import { createHash } from 'node:crypto';
import { canonicalJson } from '@stellwerk/contracts';
import type { EmbeddingModel, EmbeddingSpace } from '@stellwerk/models';

/**
 * What the points of one collection have in common. It is part of the collection's name and of every point's id, and no
 * query mixes two.
 */
export interface Generation {
  readonly embedding: EmbeddingSpace;
  /** Version of chunker and contextual text; grows when either changes what is indexed. */
  readonly chunker: number;
  /** Version of the lexical side: tokens, stems, weights. */
  readonly lexicon: number;
}

/** Alias of the collection that serves. */
export const LIVE_ALIAS = 'knowledge';
const COLLECTION_PREFIX = 'knowledge-';

/** Name of a generation, such as `multilingual-e5-small-384-c1-l1-3f786850`: equal only where everything of it is. */
export function generationName(generation: Generation): string {
  const { embedding, chunker, lexicon } = generation;
  const model = embedding.model
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(-48);
  const digest = createHash('sha256').update(canonicalJson(generation)).digest('hex').slice(0, 8);
  return `${model}-${embedding.dimensions}-c${chunker}-l${lexicon}-${digest}`;
}

/** Collection that holds a generation's points of all tenants. */
export const collectionOf = (name: string): string => `${COLLECTION_PREFIX}${name}`;

/** The generation that a collection holds; undefined where it is none of ours. */
export const generationOfCollection = (collection: string): string | undefined =>
  collection.startsWith(COLLECTION_PREFIX) ? collection.slice(COLLECTION_PREFIX.length) : undefined;

/**
 * What one request searches: resolved once, never changed, used for the embedding of the query, its words, the collection
 * and the filter of versions alike. So an answer holds hits of one generation, as of one moment.
 */
export interface IndexSnapshot {
  readonly tenant: string;
  readonly generation: Generation;
  readonly name: string;
  readonly collection: string;
  readonly embeddings: EmbeddingModel;
  /** As of which change of the tenant's documents: see `visibleAt`. Grows with every change, so it belongs in cache keys. */
  readonly sequence: number;
}

/** Where requests get their snapshot. */
export interface ServingIndex {
  /** @throws RAG_NO_GENERATION before the first generation serves */
  snapshot(tenant: string): IndexSnapshot;
}
