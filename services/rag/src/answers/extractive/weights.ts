import type { FeatureName } from './features.js';

// Written by `npm run train:answers`.
export const rankingWeights: Readonly<Partial<Record<FeatureName, number>>> = {
  score: 1.1359,
  sentence: 0.2161,
  section: 0.8868,
  words: -0.0655,
  'section-words': -0.0433,
  grams: -0.103,
  coverage: 2.264,
  'section-coverage': 1.0621,
  'context-coverage': 0.8894,
  values: -1.3711,
  adjacency: 0.2507,
  counted: -0.0149,
  when: -0.0764,
  'how-many': 1.2671,
  who: 0.4856,
  where: 0.1999,
  why: 1.4466,
  novelty: 0.1387,
  length: 0.6433,
};
