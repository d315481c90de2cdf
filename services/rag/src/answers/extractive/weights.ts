import type { FeatureName } from './features.js';

export const rankingWeights: Readonly<Partial<Record<FeatureName, number>>> = {
  score: 1,
  coverage: 0.5,
};
