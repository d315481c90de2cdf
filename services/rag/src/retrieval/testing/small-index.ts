import type { CallContext, EmbeddingModel } from '@stellwerk/models';
import type { VectorPoint } from '@stellwerk/vectors';
import { chunkDocument } from '../../domain/chunking/chunk-document.js';
import type { Block } from '../../domain/document.js';
import { collectionOf, type Generation, generationName, type ServingIndex } from '../../domain/generation.js';
import { pointIdOf } from '../../domain/point-ids.js';
import type { StoredTexts } from '../../domain/ports.js';
import type { Reader } from '../../domain/search.js';
import { NEVER } from '../../domain/visibility.js';
import { encodePoints } from '../../index-points/encode-points.js';
import { LEXICON } from '../../index-points/lexicon.js';
import { ExactPoints } from '../exact-points.js';
import { searchDefaults } from '../options.js';
import type { RetrieverParts } from '../retriever.js';

/** A document of a small index. What is not said is the same for all. */
export interface SmallDocument {
  readonly id: string;
  readonly text: string;
  /** Structure of the text; absent = a paragraph per line. */
  readonly blocks?: readonly Block[];
  readonly source?: string;
  readonly language?: string;
  readonly title?: string;
  readonly publishedAt?: string;
  readonly trust?: 'untrusted' | 'reviewed' | 'own';
  readonly access?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly visibleFrom?: number;
  readonly visibleUntil?: number;
}

const DIMENSIONS = 64;
const VERSION = 'a'.repeat(32);
const generation: Generation = {
  embedding: { model: 'hashed-letters', revision: '1', dimensions: DIMENSIONS, prefixes: 'none' },
  chunker: 1,
  lexicon: LEXICON,
};

/** Unit vector of the pairs of letters of a text: like texts are near each other, without a model. */
export function lettersVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  const letters = text.toLowerCase();
  for (let at = 1; at < letters.length; at++) {
    const place = (letters.charCodeAt(at - 1) * 31 + letters.charCodeAt(at)) % DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

const embeddings: EmbeddingModel = {
  space: generation.embedding,
  embed: async (texts) => texts.map(lettersVector),
};

/** Tenant `demo` with these documents, chunked and encoded as the product does, behind the ports of a retriever. */
export function smallIndex(documents: readonly SmallDocument[]): RetrieverParts {
  const name = generationName(generation);
  const points = new ExactPoints(documents.flatMap((document) => pointsOf(document, name)));
  const stored = new Map(documents.map(({ id, text }) => [id, text]));
  const texts: StoredTexts = {
    textOf: async (_tenant, { documentId }) => stored.get(documentId),
    isCurrent: async (_tenant, { documentId }) => stored.has(documentId),
  };
  const serving: ServingIndex = {
    snapshot: (tenant) => ({ tenant, generation, name, collection: collectionOf(name), embeddings, sequence: 1 }),
  };
  return {
    serving,
    engine: { tenant: () => points },
    texts,
    optionsOf: () => searchDefaults,
    rerankerOf: () => undefined,
    callContextOf: ({ tenant }: Reader): CallContext => ({ tenant, useCase: 'retrieval', caller: 'test' }),
    nowMs: () => Date.UTC(2026, 10, 26),
  };
}

const paragraphsOf = (text: string): readonly Block[] =>
  [...text.matchAll(/[^\n]+/g)].map(({ index, 0: line }) => ({
    kind: 'paragraph',
    start: index,
    end: index + line.length,
  }));

function pointsOf(document: SmallDocument, name: string): VectorPoint[] {
  const { id, text, source = 'faq', language = 'de', title = id, publishedAt, trust = 'reviewed' } = document;
  const key = { tenant: 'demo', source, documentId: id, version: VERSION };
  const chunks = chunkDocument({
    title,
    language,
    text,
    blocks: document.blocks ?? paragraphsOf(text),
  });
  const metadata = {
    title,
    language,
    stewardship: { owner: 'shop', legalBasis: 'own texts', licence: 'own', trust, keepUntil: null },
    access: document.access ?? ['public'],
    tags: document.tags ?? {},
    ...(publishedAt !== undefined && { publishedAt }),
  };
  const visibility = { visibleFrom: document.visibleFrom ?? 0, visibleUntil: document.visibleUntil ?? NEVER };
  const vectors = {
    sentence: chunks.map((chunk) => lettersVector(chunk.text)),
    section: chunks.map((chunk) => lettersVector(chunk.parent.contextualText)),
  };
  return encodePoints({ key, metadata }, chunks, vectors).map((point, ordinal) => ({
    ...point,
    id: pointIdOf(key, ordinal, name),
    payload: { ...point.payload, ...visibility, edition: id, suspicious: false },
  }));
}
