import type { AbstentionModel } from './calibration.js';

// Written by `npm run train:answers`.
export const abstentionModels: readonly AbstentionModel[] = [
  {
    embedding: 'multilingual-e5-small',
    bias: -71.8227,
    weights: {
      'sentence-cosine': 26.174,
      'section-cosine': 54.4298,
      'cosine-margin': 40.253,
      'score-margin': 0.2687,
      coverage: 2.6127,
      'section-coverage': 1.4937,
      values: 0.2384,
      support: 2.2578,
      kind: 0.1475,
      'other-language': 2.5497,
      'other-language-cosine': 3.5033,
    },
    threshold: 0.591,
  },
  {
    embedding: null,
    bias: -4.5091,
    weights: {
      coverage: 4.4315,
      'section-coverage': 4.6526,
      values: 0.5996,
      support: 3.5039,
      kind: 0.0603,
      'other-language': 3.0596,
    },
    threshold: 0.2409,
  },
];
