import type { Models } from '@stellwerk/models';
import { chunkDocument } from '../domain/chunking/chunk-document.js';
import { CHUNKER_VERSION } from '../domain/chunking/chunk-options.js';
import type { Generation } from '../domain/generation.js';
import type { GenerationTools } from '../generations/generation-index.js';
import { collectionSpec } from '../index-points/collection-spec.js';
import { encodePoints } from '../index-points/encode-points.js';
import { LEXICON } from '../index-points/lexicon.js';
import { documentPayload } from '../index-points/payload.js';

/** Documents of the whole installation route the embeddings: one collection holds the points of all tenants. */
const ROUTE = { tenant: 'platform', useCase: 'embeddings' };

/** What a generation would be that is begun now. @throws MDL_ROUTE_MISSING, MDL_ROUTE_INVALID, MDL_HOST_NOT_ALLOWED */
export const wantedGeneration = (models: Pick<Models, 'wantedSpace'>): Generation => ({
  embedding: models.wantedSpace(ROUTE),
  chunker: CHUNKER_VERSION,
  lexicon: LEXICON,
});

/** The code of a generation; undefined where this service has another chunker or another lexical side. */
export function toolsOf(models: Pick<Models, 'embeddings'>) {
  return (generation: Generation): GenerationTools | undefined => {
    if (generation.chunker !== CHUNKER_VERSION || generation.lexicon !== LEXICON) return undefined;
    return {
      generation,
      embeddings: models.embeddings(generation.embedding, ROUTE),
      collection: collectionSpec(generation),
      chunk: (document) => chunkDocument(document),
      encode: (document, chunks, vectors) => encodePoints(document, chunks, vectors),
      payload: documentPayload,
    };
  };
}
