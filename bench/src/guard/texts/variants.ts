import type { InjectionModels } from '@stellwerk/guard';
import {
  type Corpora,
  crossFit,
  injectionSamples,
  QuantisedModel,
  readingsOf,
  readSample,
  type Sample,
  type Sources,
  trainHead,
  type UnseenScore,
} from '@stellwerk/guard/train';

/** Models of a choice of training sets. */
export interface Variant {
  /** Trained on everything the variant knows. */
  readonly whole: InjectionModels;
  /** For each fold, trained without it, read by thresholds that were chosen without its texts. */
  readonly folds: readonly InjectionModels[];
  /** Log odds of every text by a model that had not seen it. */
  readonly unseen: readonly { readonly source: string; readonly label: 0 | 1; readonly score: number }[];
}

/**
 * Trains a variant as the shipped weights are trained. The threshold of a fold is chosen on the scores that the other
 * folds' texts got from models that had not seen them.
 */
export function trainVariant(
  corpora: Corpora,
  sources: Sources,
  { seed, folds, without = () => false, log }: VariantOptions,
): Variant {
  const samples = injectionSamples(corpora, sources, seed)
    .filter((sample) => !without(sample))
    .map(readSample);
  const override = crossFit(samples, 'override', seed, log, folds);
  const instruction = crossFit(samples, 'instruction', seed, log, folds);
  const elsewhere = (scores: readonly UnseenScore[], fold: number) => scores.filter((one) => one.fold !== fold);
  return {
    whole: {
      override: QuantisedModel.from(trainHead(samples, 'override', seed)),
      instruction: QuantisedModel.from(trainHead(samples, 'instruction', seed)),
      readings: readingsOf(override.scores, instruction.scores),
    },
    folds: override.models.map((model, fold) => ({
      override: QuantisedModel.from(model),
      instruction: QuantisedModel.from(instruction.models[fold] ?? model),
      readings: readingsOf(elsewhere(override.scores, fold), elsewhere(instruction.scores, fold)),
    })),
    unseen: override.scores.map(({ read: { sample }, score }) => ({
      source: sample.source,
      label: sample.override === 1 ? 1 : 0,
      score,
    })),
  };
}

export interface VariantOptions {
  readonly seed: number;
  readonly folds: number;
  readonly without?: (sample: Sample) => boolean;
  readonly log: (message: string) => void;
}
