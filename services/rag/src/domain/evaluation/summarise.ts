import type { PayloadOf, ragEvaluated } from '@stellwerk/contracts';
import type { GoldenCase } from './golden-set.js';
import { intervalOf, sumOf } from './interval.js';
import type { Measured } from './measured.js';

/** A metric over the cases of a segment, as it goes to `results.rag_evaluation`. */
export type MetricRow = PayloadOf<typeof ragEvaluated>['metrics'][number];

/** A case with its measures. */
export interface MeasuredCase {
  readonly golden: Pick<GoldenCase, 'language' | 'category'>;
  readonly measured: Measured;
}

export const ALL = 'all';

/**
 * Means with 95 % intervals by metric and segment (all, languages, categories), in the order of names. NaN is left out of the mean
 * and counted; a metric that no case of a segment has is absent there.
 */
export function summarise(cases: readonly MeasuredCase[], seed: number): readonly MetricRow[] {
  const values = new Map<string, { readonly metric: string; readonly segment: string; readonly values: number[] }>();
  for (const { golden, measured } of cases) {
    const segments = [ALL, `category:${golden.category}`, `language:${golden.language}`];
    for (const [metric, value] of Object.entries(measured)) {
      for (const segment of segments) {
        const key = `${metric} ${segment}`;
        const row = values.get(key) ?? { metric, segment, values: [] };
        row.values.push(value);
        values.set(key, row);
      }
    }
  }
  return [...values.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, row]) => ({ metric: row.metric, segment: row.segment, ...figuresOf(row.values, seed) }));
}

function figuresOf(values: readonly number[], seed: number): Omit<MetricRow, 'metric' | 'segment'> {
  const numbers = values.filter((value) => !Number.isNaN(value));
  const interval = intervalOf(numbers, seed);
  return {
    value: numbers.length === 0 ? null : sumOf(numbers) / numbers.length,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    n: numbers.length,
    notANumber: values.length - numbers.length,
  };
}
