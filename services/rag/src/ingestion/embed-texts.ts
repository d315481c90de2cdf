import { createHash } from 'node:crypto';
import { canonicalJson, StellwerkError } from '@stellwerk/contracts';
import type { CallContext, EmbeddingModel, EmbeddingSpace } from '@stellwerk/models';
import { errors } from '../errors.js';
import type { VectorCache } from './ports.js';

/** Texts of one call of the model. */
const TEXTS_PER_CALL = 32;
/** How far the length of a unit vector may be from 1: single precision and int8 weights. */
const LENGTH_TOLERANCE = 0.01;

export interface Embedded {
  readonly vectors: readonly Float32Array[];
  /** Texts that the model was asked for; the others were in the cache, or the same as another. */
  readonly computed: number;
}

/** Short name of a space: vectors of two spaces never meet under one. */
export const spaceName = (space: EmbeddingSpace): string =>
  createHash('sha256').update(canonicalJson(space)).digest('hex').slice(0, 16);

/**
 * Vectors of passages, in the order of the texts; only texts that are new in the document are embedded.
 * @throws RAG_EMBEDDING_UNUSABLE where the model answers nonsense, and what the model throws
 */
export async function embedTexts(
  model: EmbeddingModel,
  cache: VectorCache,
  document: { readonly tenant: string; readonly documentId: string },
  texts: readonly string[],
  context: CallContext,
): Promise<Embedded> {
  const key = { tenant: document.tenant, documentId: document.documentId, space: spaceName(model.space) };
  const unique = [...new Set(texts)];
  const byText = new Map<string, Float32Array>();
  const kept = cache.get(key, unique);
  const missing = unique.filter((text, index) => {
    const vector = kept[index];
    if (vector) byText.set(text, vector);
    return !vector;
  });
  for (let at = 0; at < missing.length; at += TEXTS_PER_CALL) {
    context.signal?.throwIfAborted();
    const batch = missing.slice(at, at + TEXTS_PER_CALL);
    const vectors = await model.embed(batch, 'passage', context);
    const problem = problemOf(vectors, batch.length, model.space.dimensions);
    if (problem) throw new StellwerkError(errors.EMBEDDING_UNUSABLE, { problem });
    const entries = batch.map((text, index) => ({ text, vector: vectors[index] as Float32Array }));
    cache.put(key, entries);
    for (const { text, vector } of entries) byText.set(text, vector);
  }
  return { vectors: texts.map((text) => byText.get(text) as Float32Array), computed: missing.length };
}

function problemOf(vectors: readonly Float32Array[], expected: number, dimensions: number): string | undefined {
  if (vectors.length !== expected) return `${vectors.length} vectors for ${expected} texts`;
  for (const vector of vectors) {
    if (vector.length !== dimensions) return `a vector of ${vector.length} instead of ${dimensions} dimensions`;
    const length = Math.hypot(...vector);
    if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) return `a vector of length ${length.toFixed(3)} instead of 1`;
  }
  return undefined;
}
