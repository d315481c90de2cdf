import type { AbstentionModel } from './calibration.js';

export const abstentionModels: readonly AbstentionModel[] = [
  {
    embedding: 'multilingual-e5-small',
    bias: -40,
    weights: { 'sentence-cosine': 47, 'section-coverage': 2 },
    threshold: 0.5,
  },
  { embedding: null, bias: -2, weights: { 'section-coverage': 3, values: 1 }, threshold: 0.5 },
];
