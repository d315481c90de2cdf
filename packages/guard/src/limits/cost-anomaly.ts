/** What a task cost in comparison with others of its kind. */
export interface CostAnomaly {
  readonly taskKind: string;
  readonly costMicros: number;
  readonly medianMicros: number;
  /** Distance from the median in robust standard deviations. */
  readonly score: number;
}

const REMEMBERED = 256;
/** Below it nothing is known about what is usual. */
const LEAST_TASKS = 20;
/** Median absolute deviation × this = standard deviation, for normal data (Hampel 1974). */
const MAD_TO_SD = 1.482602218505602;
/** Iglewicz and Hoaglin (1993) take 3.5 for outliers; an alarm that wakes somebody is set higher. */
const ALARM_AT = 6;
/** Costs of a kind may all be the same; then this share of the median counts as the deviation. */
const LEAST_SPREAD = 0.05;

/** Finds tasks that cost far more than others of their kind. Memory is bounded by kinds × {@link REMEMBERED}. */
export class CostAnomalies {
  readonly #byKind = new Map<string, number[]>();

  constructor(private readonly maxKinds = 1_000) {}

  /** Takes the cost of a finished task, and says whether it was out of the ordinary. */
  observe(taskKind: string, costMicros: number): CostAnomaly | null {
    const costs = this.#byKind.get(taskKind) ?? [];
    const anomaly = judge(taskKind, costMicros, costs);
    costs.push(costMicros);
    if (costs.length > REMEMBERED) costs.shift();
    this.#byKind.delete(taskKind);
    this.#byKind.set(taskKind, costs);
    if (this.#byKind.size > this.maxKinds) {
      const [oldest] = this.#byKind.keys();
      if (oldest !== undefined) this.#byKind.delete(oldest);
    }
    return anomaly;
  }
}

function judge(taskKind: string, costMicros: number, costs: readonly number[]): CostAnomaly | null {
  if (costs.length < LEAST_TASKS) return null;
  const medianMicros = median(costs);
  const deviation = MAD_TO_SD * median(costs.map((cost) => Math.abs(cost - medianMicros)));
  const spread = Math.max(deviation, LEAST_SPREAD * medianMicros, 1);
  const score = (costMicros - medianMicros) / spread;
  return score > ALARM_AT ? { taskKind, costMicros, medianMicros, score } : null;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
