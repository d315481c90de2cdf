import type { FeatureName } from './features.js';

export const rankingWeights: Readonly<Record<FeatureName, number>> = {
  score: 1,
  sentence: 0,
  section: 0,
  words: 0,
  'section-words': 0,
  grams: 0,
  coverage: 0.5,
  'section-coverage': 0,
  kind: 0.5,
  novelty: 0.5,
  length: 0.3,
};
