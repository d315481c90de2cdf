import { type Calibration, calibrated } from '../linear/calibration.js';
import type { Provenance } from '../text-check.js';

/** A logistic model on the vector of a sentence, and how its scores are read. */
export interface SentenceHead {
  /** Embedding model whose vectors it was trained on; sentences are embedded as queries. */
  readonly model: string;
  readonly bias: number;
  /** One weight per dimension. */
  readonly weights: Float32Array;
  /** Log odds from which a sentence is a finding, and the curve that makes them a probability. */
  readonly readings: Readonly<Partial<Record<Provenance, Calibration & { readonly threshold: number }>>>;
}

/** Log odds that a sentence tries to take the assistant over. @throws RangeError for a vector of other dimensions. */
export function sentenceLogOdds({ bias, weights }: SentenceHead, vector: Float32Array): number {
  if (vector.length !== weights.length) {
    throw new RangeError(`a vector has ${vector.length} dimensions, the head ${weights.length}`);
  }
  return weights.reduce((sum, weight, index) => sum + weight * (vector[index] ?? 0), bias);
}

/** Probability that a sentence is an injection; undefined below the threshold, or where such texts are not looked at. */
export function sentenceScore(head: SentenceHead, vector: Float32Array, provenance: Provenance): number | undefined {
  const reading = head.readings[provenance];
  if (!reading) return undefined;
  const logOdds = sentenceLogOdds(head, vector);
  return logOdds < reading.threshold ? undefined : calibrated(reading, logOdds);
}
