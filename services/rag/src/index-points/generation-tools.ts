import type { EmbeddingModel } from '@stellwerk/models';
import { chunkDocument } from '../domain/chunking/chunk-document.js';
import { CHUNKER_VERSION } from '../domain/chunking/chunk-options.js';
import type { GenerationTools } from '../generations/generation-index.js';
import { collectionSpec } from './collection-spec.js';
import { encodePoints } from './encode-points.js';
import { LEXICON } from './lexicon.js';
import { documentPayload } from './payload.js';

/** The generation that this version of the service makes with an embedding model. */
export function createGenerationTools(embeddings: EmbeddingModel): GenerationTools {
  const generation = { embedding: embeddings.space, chunker: CHUNKER_VERSION, lexicon: LEXICON };
  return {
    generation,
    embeddings,
    collection: collectionSpec(generation),
    chunk: (document) => chunkDocument(document),
    encode: (document, chunks, vectors) => encodePoints(document, chunks, vectors),
    payload: documentPayload,
  };
}
