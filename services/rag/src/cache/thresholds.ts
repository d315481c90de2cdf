import type { CosineThreshold } from './semantic-cache.js';

/** From which cosine on two questions may be the same one, by embedding space; written by `npm run train:cache`. */
export const cosineThresholds: readonly CosineThreshold[] = [
  {
    space: {
      model: 'multilingual-e5-small',
      revision: 'sha256:3bdaf98c529491ff',
    },
    cosine: 0.9061,
    errorRate: 0.009615384615384616,
    pairs: 312,
  },
];
