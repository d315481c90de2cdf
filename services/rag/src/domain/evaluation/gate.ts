import { type GoldenSetSpec, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { isJudged } from './judge.js';
import { ALL, type MetricRow } from './summarise.js';

/** Room for what changes without anything being worse, where the golden set names none. */
const FALL_WHERE_NOT_NAMED = 0.01;
/** Two sums of the same numbers in another order differ by less. */
const ROUNDING = 1e-9;

/** Adds floors to the rows that have one; a floor whose metric nothing measured becomes a row without value that fails. */
export function withFloors(rows: readonly MetricRow[], floors: GoldenSetSpec['floors']): readonly MetricRow[] {
  const gated = new Map(floors.map((floor) => [keyOf({ segment: ALL, ...floor }), { segment: ALL, ...floor }]));
  const known = new Set(rows.map(keyOf));
  const missing = [...gated.values()]
    .filter((floor) => !known.has(keyOf(floor)))
    .map(({ metric, segment = ALL, floor }) => ({
      metric,
      segment,
      value: null,
      low: null,
      high: null,
      n: 0,
      notANumber: 0,
      floor,
      passed: false,
    }));
  const judged = rows.map((row) => {
    const floor = gated.get(keyOf(row))?.floor;
    return floor === undefined ? row : { ...row, floor, passed: row.value !== null && row.value >= floor - ROUNDING };
  });
  return [...judged, ...missing];
}

/** How a metric stands against a baseline. */
export interface Regression {
  readonly metric: string;
  readonly segment: string;
  readonly baseline: number;
  /** Null = it has no value any more. */
  readonly value: number | null;
  readonly allowedFall: number;
}

/** A run as it is kept: rows of metrics, and of what. */
export interface Baseline {
  readonly goldenSet: string;
  readonly metrics: readonly MetricRow[];
}

/**
 * Metrics that fell below a baseline by more than their tolerance. What the baseline measured and this run does not is a regression
 * too: a question that fails must not drop out of sight. What a model judged is not compared.
 * @throws RAG_BASELINE_INVALID for another golden set
 */
export function regressionsOf(
  run: Baseline,
  baseline: Baseline,
  tolerances: GoldenSetSpec['tolerances'] = [],
): readonly Regression[] {
  if (run.goldenSet !== baseline.goldenSet) {
    const problem = `it is of the golden set ${baseline.goldenSet}, and this run of ${run.goldenSet}`;
    throw new StellwerkError(errors.BASELINE_INVALID, { problem }, { field: 'baseline' });
  }
  const now = new Map(run.metrics.map((row) => [keyOf(row), row]));
  const falls = new Map(tolerances.map(({ fall, ...named }) => [keyOf({ segment: ALL, ...named }), fall]));
  return baseline.metrics.flatMap(({ metric, segment, value: before }) => {
    if (before === null || isJudged(metric)) return [];
    const key = keyOf({ metric, segment });
    const value = now.get(key)?.value ?? null;
    const allowedFall = falls.get(key) ?? FALL_WHERE_NOT_NAMED;
    const isWorse = value === null || value < before - allowedFall - ROUNDING;
    return isWorse ? [{ metric, segment, baseline: before, value, allowedFall }] : [];
  });
}

const keyOf = ({ metric, segment }: { readonly metric: string; readonly segment?: string | undefined }): string =>
  `${metric} ${segment ?? ALL}`;
