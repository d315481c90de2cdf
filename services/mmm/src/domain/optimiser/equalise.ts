import type { CurveTable } from './curve-table.js';
import type { FeasibleSet, SumBound } from './feasible-set.js';

const ITERATIONS = 40;
/** Marginal returns that differ by less, relative to the largest, count as equal. */
const EQUAL = 1e-12;
/** Money nearer to a bound than this share of the largest maximum is at the bound. */
const AT_BOUND = 1e-12;
/** Step of the difference quotient that gives a first curvature, as a share of the largest budget. */
const PROBE = 1e-5;
/** Share of the way to a bound that a step goes when the optimum lies before the bound. */
const STOP_SHORT = 0.8;

/** How far a plan is from the conditions of Karush, Kuhn and Tucker. */
export interface Stationarity {
  readonly budgets: Float64Array;
  /** Change of the optimum by the bound of each sum; 0 for a sum that does not bind. */
  readonly prices: Float64Array;
  /** Greatest difference of an interior channel's marginal return from its price, by the greatest marginal return. */
  readonly spread: number;
  /** Channels strictly between their bounds. */
  readonly interior: readonly number[];
}

/**
 * Moves money until the marginal returns of all channels between their bounds are equal (up to the prices of groups that bind):
 * Newton's method on the active bounds, whose Hessian is diagonal because the objective is a sum over channels. Curvatures come
 * from slopes at two budgets, so the last steps converge like the secant method. Only steps that do not lower the objective are
 * taken, so the result is never below the start.
 * @param set without onsets: whether a channel runs is decided before
 * @param iterations most steps; 0 only says how the start stands
 */
export function equalise(
  tables: readonly CurveTable[],
  set: FeasibleSet,
  start: ArrayLike<number>,
  iterations = ITERATIONS,
): Stationarity {
  const state = new ActiveSet(tables, set, start);
  for (let iteration = 0; iteration < iterations; iteration++) if (!state.step()) break;
  return state.stationarity();
}

class ActiveSet {
  readonly #tables: readonly CurveTable[];
  readonly #set: FeasibleSet;
  readonly #scale: number;
  readonly #curvatures: Float64Array;
  #budgets: Float64Array;

  constructor(tables: readonly CurveTable[], set: FeasibleSet, start: ArrayLike<number>) {
    this.#tables = tables;
    this.#set = set;
    this.#budgets = Float64Array.from(start);
    this.#scale = Math.max(...set.high, Number.MIN_VALUE);
    this.#curvatures = Float64Array.from(tables, (_table, channel) => this.#probe(channel));
  }

  /** @returns whether anything changed */
  step(): boolean {
    const slopes = this.#slopes();
    let active = this.#activeSums();
    let free = this.#interior();
    let prices = this.#prices(slopes, free, active);
    // A sum that would rather leave its bound, and a channel that would rather leave its, become free: the worst alone.
    const released = this.#worstSum(active, prices);
    if (released !== null) active = active.filter((row) => row !== released);
    if (released !== null) prices = this.#prices(slopes, free, active);
    const joining = this.#worstChannel(slopes, prices, active, free);
    if (joining !== null) free = [...free, joining];
    if (joining !== null) prices = this.#prices(slopes, free, active);
    const greatest = greatestOf(slopes);
    const direction = new Float64Array(this.#tables.length);
    let off = 0;
    for (const channel of free) {
      // A root's first unit of money has an infinite return: it enters with the greatest finite one.
      const gain = Math.min((slopes[channel] ?? 0) - this.#priceOf(channel, active, prices), greatest);
      off = Math.max(off, Math.abs(gain) / greatest);
      direction[channel] = gain / this.#steepness(channel, greatest);
    }
    if (free.length === 0 || (off <= EQUAL && released === null && joining === null)) return false;
    return this.#move(direction, active, prices);
  }

  stationarity(): Stationarity {
    const slopes = this.#slopes();
    const active = this.#activeSums();
    const interior = this.#interior();
    const prices = this.#prices(slopes, interior, active);
    const greatest = Math.max(...interior.map((channel) => Math.abs(slopes[channel] ?? 0)), Number.MIN_VALUE);
    const gaps = interior.map((channel) => (slopes[channel] ?? 0) - this.#priceOf(channel, active, prices));
    const spread = gaps.length === 0 ? 0 : (Math.max(...gaps) - Math.min(...gaps)) / greatest;
    const byRow = this.#set.sums.map((row) => prices.get(row) ?? 0);
    return { budgets: this.#budgets, prices: Float64Array.from(byRow), spread, interior };
  }

  /** Goes as far as the bounds allow, and halves the way until the objective does not fall. */
  #move(direction: Float64Array, active: readonly SumBound[], prices: ReadonlyMap<SumBound, number>): boolean {
    let reach = 1;
    for (let channel = 0; channel < direction.length; channel++) {
      const [low, high, towards] = [this.#set.low[channel] ?? 0, this.#set.high[channel] ?? 0, direction[channel] ?? 0];
      if (towards === 0) continue;
      const gain = this.#slope(channel, towards < 0 ? low : high) - this.#priceOf(channel, active, prices);
      // A bound whose marginal return points back inside is not where the optimum is: the step stops before it.
      const share = gain * towards < 0 ? STOP_SHORT : 1;
      reach = Math.min(reach, share * room(this.#budgets[channel], towards, low, high));
    }
    for (const row of this.#set.sums)
      if (!active.includes(row))
        reach = Math.min(reach, room(total(row, this.#budgets), total(row, direction), row.min, row.max));
    const before = this.#value(this.#budgets);
    for (let halvings = 0; halvings < 45; halvings++, reach /= 2) {
      const next = this.#budgets.map((budget, channel) => {
        const moved = budget + reach * (direction[channel] ?? 0);
        return Math.min(Math.max(moved, this.#set.low[channel] ?? 0), this.#set.high[channel] ?? 0);
      });
      const isMoved = next.some(
        (budget, channel) => Math.abs(budget - (this.#budgets[channel] ?? 0)) > 1e-16 * this.#scale,
      );
      if (!isMoved) return false;
      const after = this.#value(next);
      // Near the optimum the objective is flat to the last bit while slopes still differ.
      if (!(after >= before - 1e-15 * Math.abs(before))) continue;
      this.#learn(next);
      this.#budgets = next;
      return true;
    }
    return false;
  }

  /** Curvatures from the slopes before and after a step. */
  #learn(next: Float64Array): void {
    for (let channel = 0; channel < next.length; channel++) {
      const moved = (next[channel] ?? 0) - (this.#budgets[channel] ?? 0);
      if (Math.abs(moved) <= 1e-8 * Math.abs(this.#budgets[channel] ?? 0)) continue;
      const change = this.#slope(channel, next[channel] ?? 0) - this.#slope(channel, this.#budgets[channel] ?? 0);
      if (Number.isFinite(change)) this.#curvatures[channel] = change / moved;
    }
  }

  #probe(channel: number): number {
    const budget = this.#budgets[channel] ?? 0;
    const [low, high] = [this.#set.low[channel] ?? 0, this.#set.high[channel] ?? 0];
    const step = PROBE * (budget > 0 ? Math.min(this.#scale, 100 * budget) : this.#scale);
    if (high - low <= step) return 0;
    const other = budget + step <= high ? budget + step : budget - step;
    const change = this.#slope(channel, other) - this.#slope(channel, budget);
    return Number.isFinite(change) ? change / (other - budget) : 0;
  }

  /** How fast the marginal return falls, made positive: a convex stretch or a straight line is climbed, not solved. */
  #steepness(channel: number, greatest: number): number {
    return Math.max(Math.abs(this.#curvatures[channel] ?? 0), (1e-6 * greatest) / this.#scale);
  }

  /** Prices of the active sums that leave the step inside them: `(A H⁻¹ Aᵀ) p = A H⁻¹ s`. */
  #prices(slopes: readonly number[], free: readonly number[], active: readonly SumBound[]): Map<SumBound, number> {
    const rows = active.filter(({ members }) => members.some((member) => free.includes(member)));
    const greatest = greatestOf(slopes);
    const weight = (channel: number) => 1 / this.#steepness(channel, greatest);
    const matrix = rows.map((a) => rows.map((b) => common(a, b, free).reduce((sum, one) => sum + weight(one), 0)));
    const right = rows.map((a) =>
      common(a, a, free).reduce((sum, one) => sum + weight(one) * Math.min(slopes[one] ?? 0, greatest), 0),
    );
    const solution = solve(matrix, right);
    return new Map(rows.map((row, index) => [row, solution[index] ?? 0]));
  }

  #priceOf(channel: number, active: readonly SumBound[], prices: ReadonlyMap<SumBound, number>): number {
    return active.reduce((sum, row) => sum + (row.members.includes(channel) ? (prices.get(row) ?? 0) : 0), 0);
  }

  /** The active sum that gains most by leaving its bound: at its maximum with a negative price, at its minimum with a positive. */
  #worstSum(active: readonly SumBound[], prices: ReadonlyMap<SumBound, number>): SumBound | null {
    let worst: SumBound | null = null;
    let most = 0;
    for (const row of active) {
      if (row.min === row.max) continue;
      const price = prices.get(row) ?? 0;
      const gain = this.#isAt(total(row, this.#budgets), row.max) ? -price : price;
      if (gain > most + 1e-13) [worst, most] = [row, gain];
    }
    return worst;
  }

  #worstChannel(
    slopes: readonly number[],
    prices: ReadonlyMap<SumBound, number>,
    active: readonly SumBound[],
    free: readonly number[],
  ): number | null {
    let worst: number | null = null;
    let most = 1e-10 * greatestOf(slopes);
    for (let channel = 0; channel < slopes.length; channel++) {
      const [low, high] = [this.#set.low[channel] ?? 0, this.#set.high[channel] ?? 0];
      if (free.includes(channel) || low >= high) continue;
      const gain = (slopes[channel] ?? 0) - this.#priceOf(channel, active, prices);
      const outwards = this.#isAt(this.#budgets[channel] ?? 0, low) ? gain : -gain;
      if (outwards > most) [worst, most] = [channel, outwards];
    }
    return worst;
  }

  #interior(): number[] {
    return this.#tables
      .map((_table, channel) => channel)
      .filter((channel) => {
        const budget = this.#budgets[channel] ?? 0;
        const margin = AT_BOUND * this.#scale;
        return budget > (this.#set.low[channel] ?? 0) + margin && budget < (this.#set.high[channel] ?? 0) - margin;
      });
  }

  #activeSums = () =>
    this.#set.sums.filter((row) => {
      const spent = total(row, this.#budgets);
      return this.#isAt(spent, row.min) || this.#isAt(spent, row.max);
    });
  #isAt = (amount: number, bound: number) => Math.abs(amount - bound) <= 1e-11 * this.#scale;
  #slope = (channel: number, budget: number) => this.#tables[channel]?.at(budget).slope ?? 0;
  #slopes = () => this.#tables.map((table, channel) => table.at(this.#budgets[channel] ?? 0).slope);
  #value = (budgets: Float64Array) =>
    this.#tables.reduce((sum, table, channel) => sum + table.at(budgets[channel] ?? 0).value, 0);
}

const greatestOf = (slopes: readonly number[]) =>
  Math.max(...slopes.filter(Number.isFinite).map(Math.abs), Number.MIN_VALUE);

const total = ({ members }: SumBound, of: Float64Array) => members.reduce((sum, member) => sum + (of[member] ?? 0), 0);

const common = (a: SumBound, b: SumBound, free: readonly number[]) =>
  free.filter((channel) => a.members.includes(channel) && b.members.includes(channel));

/** Share of a step that stays inside bounds. */
function room(at = 0, step = 0, low = 0, high = 0): number {
  if (step > 0) return Math.max(0, (high - at) / step);
  return step < 0 ? Math.max(0, (low - at) / step) : Number.POSITIVE_INFINITY;
}

/** Gaussian elimination with pivoting; a row that depends on others gets the price 0. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  const largest = Math.max(0, ...matrix.flat().map(Math.abs));
  const used: number[] = [];
  for (let column = 0; column < size; column++) {
    const candidates = rows.map((_row, index) => index).filter((index) => !used.includes(index));
    const pivot = candidates.reduce(
      (best, index) => (Math.abs(rows[index]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? index : best),
      candidates[0] ?? 0,
    );
    const value = rows[pivot]?.[column] ?? 0;
    if (Math.abs(value) <= 1e-12 * largest) {
      used.push(-1 - column);
      continue;
    }
    used.push(pivot);
    for (const [index, row] of rows.entries()) {
      if (index === pivot) continue;
      const factor = (row[column] ?? 0) / value;
      for (let at = column; at <= size; at++) row[at] = (row[at] ?? 0) - factor * (rows[pivot]?.[at] ?? 0);
    }
  }
  return used.map((row, column) => (row < 0 ? 0 : (rows[row]?.[size] ?? 0) / (rows[row]?.[column] ?? 1)));
}
