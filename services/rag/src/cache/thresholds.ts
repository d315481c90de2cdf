import type { CosineThreshold } from './semantic-cache.js';

/** From which cosine on two questions may be the same one, by embedding space; set by `npm run train:answers`. */
export const cosineThresholds: readonly CosineThreshold[] = [];
