import type { EmbeddingModel } from '@stellwerk/models';
import { type CosineThreshold, SemanticCache } from '../cache/semantic-cache.js';

const MEBIBYTE = 1_048_576;
const BOUNDS = { maxEntries: 2_000, maxUnits: 64 * MEBIBYTE, maxAgeMs: 86_400_000 };
const MAX_PER_PARTITION = 200;
/** None has been set from labelled pairs yet, so nothing is found by likeness. */
const THRESHOLDS: readonly CosineThreshold[] = [];

/** Answers by likeness of questions, in the space of whichever generation serves; another one begins empty. */
export class GenerationCache {
  #made: { readonly embedding: EmbeddingModel; readonly cache: SemanticCache } | undefined;

  constructor(private readonly embedding: () => EmbeddingModel) {}

  current(): SemanticCache {
    const embedding = this.embedding();
    if (this.#made?.embedding === embedding) return this.#made.cache;
    const bounds = { bounds: BOUNDS, maxPerPartition: MAX_PER_PARTITION };
    const cache = new SemanticCache({ embedding, thresholds: THRESHOLDS, ...bounds, now: Date.now });
    this.#made = { embedding, cache };
    return cache;
  }
}
