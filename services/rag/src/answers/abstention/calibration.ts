import type { AbstentionFeature } from './features.js';
import { abstentionFeatures } from './features.js';

/** A logistic model of "the sources answer this", and where it is cut. Figures of one embedding model hold for no other. */
export interface AbstentionModel {
  /** Name of the embedding model whose cosines it has seen; null = it reads none. */
  readonly embedding: string | null;
  readonly bias: number;
  readonly weights: Readonly<Partial<Record<AbstentionFeature, number>>>;
  /** Least probability at which an answer is given. */
  readonly threshold: number;
}

/** Probability in 0..1 that the sources answer the question; 0 where nothing was found. */
export function confidenceOf(model: AbstentionModel, row: readonly number[] | undefined): number {
  if (!row) return 0;
  const logOdds = abstentionFeatures.reduce(
    (sum, name, index) => sum + (model.weights[name] ?? 0) * (row[index] ?? 0),
    model.bias,
  );
  return 1 / (1 + Math.exp(-logOdds));
}

/** The model for a generation: the one whose embedding it names, else the one that reads no cosines. */
export function modelFor(models: readonly AbstentionModel[], generation: string): AbstentionModel {
  const own = models.find(({ embedding }) => embedding !== null && generation.includes(embedding));
  const other = own ?? models.find(({ embedding }) => embedding === null);
  if (!other) throw new RangeError('no abstention model is free of an embedding');
  return other;
}
