import { type Random, shuffled } from '../train/random.js';
import { BUCKETS } from './features.js';

/** A text to learn from: its feature buckets, its class, and how much it counts. */
export interface Example {
  readonly features: Uint32Array;
  readonly label: 0 | 1;
  readonly weight: number;
}

export interface LogisticOptions {
  readonly epochs: number;
  /** Initial step of a coordinate. */
  readonly alpha: number;
  /** Strengths of the penalties; the first leaves most weights at zero. */
  readonly lambda1: number;
  readonly lambda2: number;
}

export const defaultOptions: LogisticOptions = { epochs: 8, alpha: 0.5, lambda1: 0.02, lambda2: 0.5 };

export interface LogisticModel {
  readonly bias: number;
  readonly weights: Float64Array;
}

/**
 * Logistic regression on hashed features by FTRL-Proximal (McMahan et al. 2013, "Ad click prediction", algorithm 1): one
 * example at a time in seeded order, a step of its own for each weight. The features of an example are scaled by the root
 * of their number, as unit length is when all differ. Same examples and seed, same bytes.
 */
export function trainLogistic(
  examples: readonly Example[],
  random: Random,
  options = defaultOptions,
  emphasis: Float64Array = new Float64Array(BUCKETS).fill(1),
): LogisticModel {
  const { alpha, lambda1, lambda2, epochs } = options;
  const sums = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS);
  const weights = new Float64Array(BUCKETS);
  let [bias, biasSquares] = [0, 0];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { features, label, weight } of shuffled(random, examples)) {
      const scale = 1 / Math.sqrt(features.length || 1);
      let total = 0;
      for (const bucket of features) total += (weights[bucket] ?? 0) * (emphasis[bucket] ?? 0);
      const error = (1 / (1 + Math.exp(-(bias + total * scale))) - label) * weight;
      biasSquares += error * error;
      bias -= (0.1 * error) / (1 + Math.sqrt(biasSquares));
      for (const bucket of features) {
        const gradient = error * scale * (emphasis[bucket] ?? 0);
        const square = gradient * gradient;
        const old = squares[bucket] ?? 0;
        const next = old + square;
        const sum =
          (sums[bucket] ?? 0) + gradient - ((Math.sqrt(next) - Math.sqrt(old)) / alpha) * (weights[bucket] ?? 0);
        squares[bucket] = next;
        sums[bucket] = sum;
        const beyond = Math.abs(sum) - lambda1;
        weights[bucket] = beyond <= 0 ? 0 : (-Math.sign(sum) * beyond) / ((1 + Math.sqrt(next)) / alpha + lambda2);
      }
    }
  }
  return { bias, weights: weights.map((weight, bucket) => weight * (emphasis[bucket] ?? 0)) };
}

/** Log odds of an example. */
export function logOdds(model: LogisticModel, features: Uint32Array): number {
  let total = 0;
  for (const bucket of features) total += model.weights[bucket] ?? 0;
  return model.bias + total / Math.sqrt(features.length || 1);
}
