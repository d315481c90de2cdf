import { BUCKETS } from '../linear/features.js';
import type { Example } from '../linear/train-logistic.js';

const SMALLEST = 0.1;
const LARGEST = 3;

/**
 * How much each feature tells the classes apart: the absolute log ratio of its shares in both (Wang and Manning 2012,
 * "Baselines and bigrams": the features of a linear model multiplied by naive Bayes ratios). Features scaled so are learnt
 * from few examples; the ratio ends in the weights, so a check does not pay for it.
 */
export function emphasisOf(examples: readonly Example[]): Float64Array {
  const seen = [new Float64Array(BUCKETS).fill(0.5), new Float64Array(BUCKETS).fill(0.5)] as const;
  const totals = [1, 1];
  const last = new Int32Array(BUCKETS).fill(-1);
  examples.forEach(({ features, label, weight }, index) => {
    totals[label] = (totals[label] ?? 0) + weight;
    const counts = seen[label];
    for (const bucket of features) {
      if (last[bucket] === index) continue;
      last[bucket] = index;
      counts[bucket] = (counts[bucket] ?? 0) + weight;
    }
  });
  return seen[1].map((count, bucket) => {
    const ratio = Math.log(count / (totals[1] ?? 1) / ((seen[0][bucket] ?? 0) / (totals[0] ?? 1)));
    return Math.min(LARGEST, Math.abs(ratio)) + SMALLEST;
  });
}
