import { readText, requestsOf, windowFeatures, windowsOf } from '../injection/windows.js';
import { BUCKETS } from '../linear/features.js';
import {
  type Example,
  type LogisticModel,
  type LogisticOptions,
  logOdds,
  trainLogistic,
} from '../linear/train-logistic.js';
import { emphasisOf } from './emphasis.js';
import { randomFrom } from './random.js';
import { type Head, type Sample, weightOf } from './samples.js';

/** A sample with the features of each of its windows. */
export interface ReadSample {
  readonly sample: Sample;
  readonly windows: readonly Uint32Array[];
  /** The single sentences that ask something: what the head `instruction` looks at. */
  readonly requests: readonly Uint32Array[];
}

/** Windows of one text that are learnt from; a long jailbreak has hundreds that are much alike. */
const MOST_WINDOWS = 24;
const AVERAGED = 2;
const options: LogisticOptions = { epochs: 6, alpha: 0.3, lambda1: 0.02, lambda2: 0.5 };

export const readSample = (sample: Sample): ReadSample => {
  const read = readText(sample.text);
  return {
    sample,
    windows: windowsOf(read).map((window) => windowFeatures(read, window)),
    requests: requestsOf(read).map((window) => windowFeatures(read, window)),
  };
};

/** What a head looks at. */
const looksAt = (head: Head, { windows, requests }: ReadSample) => (head === 'override' ? windows : requests);

/**
 * Learns one head. A text is an attack if one of its windows is: first all windows of a short attack count as such, then,
 * with the model so found, the one that looks most like it (multiple-instance learning). Of harmless texts every window is
 * harmless.
 */
export function trainHead(samples: readonly ReadSample[], head: Head, seed: number): LogisticModel {
  const known = samples.filter(({ sample }) => sample[head] !== null);
  const first = trainOn(known, head, seed, (windows) => windows.slice(-1));
  const rounds = Array.from({ length: AVERAGED }, (_, round) =>
    trainOn(known, head, seed + 1 + round, (windows) => [best(first, windows)].filter((one) => one !== undefined)),
  );
  return averaged(rounds);
}

/** The mean of linear models is a linear model: it varies less with the order of the examples, and costs a check nothing. */
export function averaged(models: readonly LogisticModel[]): LogisticModel {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    bias: mean(models.map(({ bias }) => bias)),
    weights: new Float64Array(BUCKETS).map((_, bucket) => mean(models.map(({ weights }) => weights[bucket] ?? 0))),
  };
}

function trainOn(
  samples: readonly ReadSample[],
  head: Head,
  seed: number,
  chosen: (windows: readonly Uint32Array[]) => readonly Uint32Array[],
): LogisticModel {
  const examples = samples.flatMap((read): Example[] => {
    const { sample } = read;
    const windows = looksAt(head, read);
    const label = sample[head] === 1 ? 1 : 0;
    const used = label === 1 ? chosen(windows) : spread(windows, MOST_WINDOWS);
    const weight = weightOf(sample.source) / (label === 1 ? 1 : Math.sqrt(used.length || 1));
    return used.map((features) => ({ features, label, weight }));
  });
  const balanced = balance(examples);
  return trainLogistic(balanced, randomFrom(seed), options, emphasisOf(balanced));
}

/** Both classes weigh the same together, and an example 1 on average. */
export function balance(examples: readonly Example[]): Example[] {
  const totals = [0, 0];
  for (const { label, weight } of examples) totals[label] = (totals[label] ?? 0) + weight;
  return examples.map((example) => ({
    ...example,
    weight: (example.weight * examples.length) / 2 / (totals[example.label] ?? 1),
  }));
}

function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).filter(
    (item): item is T => item !== undefined,
  );
}

function best(model: LogisticModel, windows: readonly Uint32Array[]): Uint32Array | undefined {
  let [found, highest]: [Uint32Array | undefined, number] = [undefined, Number.NEGATIVE_INFINITY];
  for (const features of windows) {
    const score = logOdds(model, features);
    if (score > highest) [found, highest] = [features, score];
  }
  return found;
}

/** Highest log odds of the windows of a text; minus infinity for a text without words. */
export const highestLogOdds = (model: LogisticModel, read: ReadSample, head: Head = 'override'): number =>
  looksAt(head, read).reduce(
    (highest, features) => Math.max(highest, logOdds(model, features)),
    Number.NEGATIVE_INFINITY,
  );

/** Number of buckets a model uses. */
export const usedBuckets = ({ weights }: LogisticModel): number =>
  weights.reduce((count, weight) => count + (weight === 0 ? 0 : 1), 0) / BUCKETS;
