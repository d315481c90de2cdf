import type { InjectionModels } from '../injection/detector.js';
import type { LogisticModel } from '../linear/train-logistic.js';
import type { Corpora } from './corpora.js';
import { crossFit, readingsOf, type UnseenScore } from './cross-fit.js';
import { injectionSamples, type Sample, type Sources } from './samples.js';
import { readSample, trainHead } from './train-injection.js';

export interface TrainedInjection {
  readonly override: LogisticModel;
  readonly instruction: LogisticModel;
  readonly readings: InjectionModels['readings'];
  /** Scores of models that did not see the text: for reports. */
  readonly unseen: { readonly override: readonly UnseenScore[]; readonly instruction: readonly UnseenScore[] };
}

/**
 * Learns both heads from all samples, and how to read their scores from five-fold scores of the same samples.
 *
 * @param without Leaves samples out altogether, for measuring on them.
 */
export function trainInjection(
  corpora: Corpora,
  sources: Sources,
  seed: number,
  log: (message: string) => void = () => {},
  without: (sample: Sample) => boolean = () => false,
): TrainedInjection {
  const samples = injectionSamples(corpora, sources, seed)
    .filter((sample) => !without(sample))
    .map(readSample);
  log(`${samples.length} texts`);
  const override = crossFit(samples, 'override', seed, log).scores;
  const instruction = crossFit(samples, 'instruction', seed, log).scores;
  return {
    override: trainHead(samples, 'override', seed),
    instruction: trainHead(samples, 'instruction', seed),
    readings: readingsOf(override, instruction),
    unseen: { override, instruction },
  };
}
