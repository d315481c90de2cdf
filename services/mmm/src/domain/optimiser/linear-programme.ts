/** Reduced costs and distances to bounds below this count as 0; callers scale their figures to about 1. */
const TOLERANCE = 1e-11;
/** Steps without progress after which the choice changes to Bland's, which cannot cycle. */
const STALLED = 50;

export interface LinearRow {
  /** One number per variable. */
  readonly coefficients: ArrayLike<number>;
  readonly min: number;
  readonly max: number;
}

/** Maximise `objective · x` with every row between its bounds and every variable between its own, which are finite. */
export interface LinearProgramme {
  readonly objective: ArrayLike<number>;
  readonly rows: readonly LinearRow[];
  readonly lows: ArrayLike<number>;
  readonly highs: ArrayLike<number>;
}

export type LinearSolution =
  | {
      readonly isFeasible: true;
      readonly x: Float64Array;
      readonly value: number;
      /** Change of the optimum by the bound of each row; 0 for a row that does not bind. */
      readonly prices: Float64Array;
    }
  /** `row` is the row that stays farthest outside its bounds. */
  | { readonly isFeasible: false; readonly row: number };

/**
 * Primal simplex method for bounded variables on a dense dictionary: every row's sum is a variable of its own, basic at first.
 * Meant for few rows; phase one lowers the sum of violations.
 */
export function solveLinear({ objective, rows, lows, highs }: LinearProgramme): LinearSolution {
  const n = objective.length;
  const m = rows.length;
  // Variables 0..n−1 are x, n..n+m−1 the sums of the rows.
  const low = Float64Array.from([...Array.from(lows), ...rows.map(({ min }) => min)]);
  const high = Float64Array.from([...Array.from(highs), ...rows.map(({ max }) => max)]);
  const nonbasic = Int32Array.from({ length: n }, (_, j) => j);
  const basic = Int32Array.from({ length: m }, (_, i) => n + i);
  const table = rows.map(({ coefficients }) => Float64Array.from(coefficients));
  const costs = Float64Array.from(objective);
  const x = new Float64Array(n + m);
  for (let j = 0; j < n; j++) x[j] = low[j] ?? 0;
  const sumsOfRows = () => {
    for (let i = 0; i < m; i++) {
      const row = table[i];
      let sum = 0;
      for (let j = 0; j < n; j++) sum += (row?.[j] ?? 0) * (x[nonbasic[j] ?? 0] ?? 0);
      x[basic[i] ?? 0] = sum;
    }
  };
  sumsOfRows();

  const violation = (variable: number): number => {
    const value = x[variable] ?? 0;
    const below = (low[variable] ?? 0) - value;
    const above = value - (high[variable] ?? 0);
    return below > TOLERANCE ? -below : above > TOLERANCE ? above : 0;
  };
  const gradient = new Float64Array(n);
  let stalled = 0;
  for (let iteration = 0; ; iteration++) {
    const worst = basic.reduce((most, variable) => Math.max(most, Math.abs(violation(variable))), 0);
    const isFeasible = worst === 0;
    gradient.fill(0);
    if (isFeasible) gradient.set(costs);
    else
      for (let i = 0; i < m; i++) {
        const outside = violation(basic[i] ?? 0);
        if (outside === 0) continue;
        const sign = outside < 0 ? 1 : -1;
        const row = table[i];
        for (let j = 0; j < n; j++) gradient[j] = (gradient[j] ?? 0) + sign * (row?.[j] ?? 0);
      }

    const isBland = stalled > STALLED;
    let entering = -1;
    let best = TOLERANCE;
    for (let j = 0; j < n; j++) {
      const variable = nonbasic[j] ?? 0;
      const slope = gradient[j] ?? 0;
      const canRise = (x[variable] ?? 0) < (high[variable] ?? 0);
      const canFall = (x[variable] ?? 0) > (low[variable] ?? 0);
      const gain = slope > 0 && canRise ? slope : slope < 0 && canFall ? -slope : 0;
      if (gain <= best || (isBland && entering >= 0 && variable > (nonbasic[entering] ?? 0))) continue;
      entering = j;
      if (!isBland) best = gain;
    }
    if (entering < 0) {
      if (!isFeasible) return { isFeasible: false, row: worstRow(basic, violation, n) };
      break;
    }

    const variable = nonbasic[entering] ?? 0;
    const direction = (gradient[entering] ?? 0) > 0 ? 1 : -1;
    let step = (high[variable] ?? 0) - (low[variable] ?? 0);
    let leaving = -1;
    for (let i = 0; i < m; i++) {
      const rate = direction * (table[i]?.[entering] ?? 0);
      if (Math.abs(rate) <= TOLERANCE) continue;
      const other = basic[i] ?? 0;
      const value = x[other] ?? 0;
      const outside = violation(other);
      // One outside its bounds stops at the bound that it comes to first, or never when it moves away.
      const bound = rate > 0 ? (outside < 0 ? low[other] : high[other]) : outside > 0 ? high[other] : low[other];
      if ((rate > 0 && outside > 0) || (rate < 0 && outside < 0)) continue;
      const distance = Math.max(0, ((bound ?? 0) - value) / rate);
      if (distance < step - TOLERANCE || (leaving >= 0 && distance < step && Math.abs(rate) > 1e-7)) {
        step = distance;
        leaving = i;
      }
    }
    stalled = step <= TOLERANCE ? stalled + 1 : 0;
    if (iteration > 50 * (n + m) + 1_000) throw new Error('the linear programme does not end');
    x[variable] = (x[variable] ?? 0) + direction * step;
    for (let i = 0; i < m; i++) {
      const other = basic[i] ?? 0;
      x[other] = (x[other] ?? 0) + direction * step * (table[i]?.[entering] ?? 0);
    }
    if (leaving < 0) {
      x[variable] = direction > 0 ? (high[variable] ?? 0) : (low[variable] ?? 0);
      continue;
    }
    const left = basic[leaving] ?? 0;
    x[left] =
      Math.abs((x[left] ?? 0) - (low[left] ?? 0)) < Math.abs((x[left] ?? 0) - (high[left] ?? 0))
        ? (low[left] ?? 0)
        : (high[left] ?? 0);
    pivot(table, costs, leaving, entering);
    basic[leaving] = variable;
    nonbasic[entering] = left;
  }
  sumsOfRows();
  const prices = new Float64Array(m);
  for (let j = 0; j < n; j++) {
    const variable = nonbasic[j] ?? 0;
    if (variable >= n) prices[variable - n] = costs[j] ?? 0;
  }
  let value = 0;
  for (let j = 0; j < n; j++) value += (objective[j] ?? 0) * (x[j] ?? 0);
  return { isFeasible: true, x: x.slice(0, n), value, prices };
}

/** Exchanges a basic with a nonbasic variable: solves the row for the one that enters, and puts it into all others. */
function pivot(table: readonly Float64Array[], costs: Float64Array, leaving: number, entering: number): void {
  const row = table[leaving];
  if (row === undefined) return;
  const by = 1 / (row[entering] ?? Number.NaN);
  for (let j = 0; j < row.length; j++) row[j] = j === entering ? by : -(row[j] ?? 0) * by;
  for (const other of [...table, costs]) {
    if (other === row) continue;
    const factor = other[entering] ?? 0;
    if (factor === 0) continue;
    for (let j = 0; j < other.length; j++)
      other[j] = j === entering ? factor * by : (other[j] ?? 0) + factor * (row[j] ?? 0);
  }
}

function worstRow(basic: Int32Array, violation: (variable: number) => number, n: number): number {
  let worst = 0;
  let most = 0;
  for (const variable of basic) {
    const outside = Math.abs(violation(variable));
    if (outside > most && variable >= n) [worst, most] = [variable - n, outside];
  }
  return worst;
}
