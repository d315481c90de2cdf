import type { EmbeddingModel } from '@stellwerk/models';
import { SemanticCache, thresholdFor } from '../cache/semantic-cache.js';
import { cosineThresholds } from '../cache/thresholds.js';

const MEBIBYTE = 1_048_576;
/** At most as long as settings can ask for. */
const BOUNDS = { maxEntries: 2_000, maxUnits: 64 * MEBIBYTE, maxAgeMs: 2_592_000_000 };
const MAX_PER_PARTITION = 200;

/**
 * Answers by likeness of questions, in the space of whichever generation serves; another one begins empty. A space for which
 * no threshold was set has none: what cosine means there, nobody has measured.
 */
export class GenerationCache {
  #made: { readonly embedding: EmbeddingModel; readonly cache: SemanticCache } | undefined;

  constructor(private readonly embedding: () => EmbeddingModel) {}

  current(): SemanticCache | undefined {
    const embedding = this.embedding();
    if (thresholdFor(cosineThresholds, embedding.space) === undefined) return undefined;
    if (this.#made?.embedding === embedding) return this.#made.cache;
    const bounds = { bounds: BOUNDS, maxPerPartition: MAX_PER_PARTITION };
    const cache = new SemanticCache({ embedding, thresholds: cosineThresholds, ...bounds, now: Date.now });
    this.#made = { embedding, cache };
    return cache;
  }
}
