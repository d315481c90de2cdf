import type { Models } from '@stellwerk/models';
import { CHUNKER_VERSION } from '../domain/chunking/chunk-options.js';
import type { Generation } from '../domain/generation.js';
import type { GenerationTools } from '../generations/generation-index.js';
import { createGenerationTools } from '../index-points/generation-tools.js';
import { LEXICON } from '../index-points/lexicon.js';

/** Documents of the whole installation route the embeddings: one collection holds the points of all tenants. */
const ROUTE = { tenant: 'platform', useCase: 'embeddings' };

/** What a generation would be that is begun now. @throws MDL_ROUTE_MISSING, MDL_ROUTE_INVALID, MDL_HOST_NOT_ALLOWED */
export const wantedGeneration = (models: Pick<Models, 'wantedSpace'>): Generation => ({
  embedding: models.wantedSpace(ROUTE),
  chunker: CHUNKER_VERSION,
  lexicon: LEXICON,
});

/** The code of a generation; undefined where this service has another chunker or another lexical side. */
export const toolsOf =
  (models: Pick<Models, 'embeddings'>) =>
  ({ embedding, chunker, lexicon }: Generation): GenerationTools | undefined =>
    chunker === CHUNKER_VERSION && lexicon === LEXICON
      ? createGenerationTools(models.embeddings(embedding, ROUTE))
      : undefined;
