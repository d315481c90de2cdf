import { CurveTable } from './curve-table.js';
import { equalise } from './equalise.js';
import { decidedBy, type FeasibleSet, isAllowed } from './feasible-set.js';
import { Heap } from './heap.js';
import { type Box, type Relaxed, relax } from './relaxation.js';
import type { ScalarCurve } from './scalar-curve.js';

const DEFAULT_GAP = 1e-6;
const DEFAULT_BOXES = 20_000;
/** Local improvements from the first boxes; later only from plans that are better than the best. */
const EAGER_BOXES = 12;
/** A box is not cut nearer to an end of a channel's budgets than this share of them. */
const CUT_MARGIN = 0.02;

export interface SearchEffort {
  readonly gap?: number | undefined;
  readonly boxes?: number | undefined;
}

/** The best plan that was found, and what no plan exceeds. */
export interface Found {
  readonly budgets: Float64Array;
  readonly value: number;
  /** No allowed plan has a greater value. */
  readonly upperBound: number;
  readonly boxes: number;
  readonly tables: readonly CurveTable[];
}

/**
 * The greatest sum of curves over the allowed plans, to a certified gap. Each step takes the box with the greatest bound, and either
 * looks closer where the upper bound of a curve is loose, or cuts the box where a curve lies below its concave envelope.
 * Concave curves are never cut, so their search is a cutting plane method. What is known of the curves is shared by all boxes.
 * @param starts plans to begin with; those that are allowed keep the result from being worse than they are
 * @returns null when no plan is allowed
 */
export function maximise(
  curves: readonly ScalarCurve[],
  set: FeasibleSet,
  starts: readonly ArrayLike<number>[] = [],
  effort: SearchEffort = {},
): Found | null {
  const search = new Search(curves, set, effort.gap ?? DEFAULT_GAP);
  for (const start of starts) if (isAllowed(set, start)) search.improveFrom(Float64Array.from(start));
  return search.run(effort.boxes ?? DEFAULT_BOXES);
}

class Search {
  readonly #tables: readonly CurveTable[];
  readonly #set: FeasibleSet;
  readonly #gap: number;
  readonly #open = new Heap<Box>();
  #best: { readonly budgets: Float64Array; readonly value: number } | null = null;
  /** The greatest bound of boxes that were closed. */
  #closed = Number.NEGATIVE_INFINITY;

  constructor(curves: readonly ScalarCurve[], set: FeasibleSet, gap: number) {
    this.#tables = curves.map((curve) => new CurveTable(curve));
    this.#set = set;
    this.#gap = gap;
    for (const [channel, table] of this.#tables.entries()) {
      const low = set.onset[channel] ? 0 : (set.low[channel] ?? 0);
      const width = (set.high[channel] ?? 0) - low;
      const nodes = table.isConcave ? 8 : 24;
      // Denser where money is little, as curves bend there.
      for (let node = 0; node <= nodes; node++)
        table.at(node === nodes ? low + width : low + width * (node / nodes) ** 2);
    }
  }

  run(limit: number): Found | null {
    this.#open.push(Number.POSITIVE_INFINITY, this.#set);
    let boxes = 0;
    for (; boxes < limit && this.#open.size > 0; boxes++) {
      const above = this.#open.top;
      if (this.#isClosed(above)) break;
      const box = this.#open.pop();
      if (box === undefined) break;
      const relaxed = relax(this.#tables, box, this.#set.sums);
      if (relaxed === null) continue;
      const bound = Math.min(above, relaxed.bound);
      if (this.#isClosed(bound)) this.#close(bound);
      else if (bound < this.#open.top) this.#open.push(bound, box);
      else this.#split(box, relaxed, bound, boxes);
    }
    if (this.#best === null) return null;
    const { budgets, value } = this.#best;
    return { budgets, value, upperBound: Math.max(value, this.#closed, this.#open.top), boxes, tables: this.#tables };
  }

  /** Takes the plan, and the best near it. Whether a channel with an onset runs stays as it is. */
  improveFrom(budgets: Float64Array): void {
    this.#offer(budgets);
    this.#offer(equalise(this.#tables, decidedBy(this.#set, budgets), budgets).budgets);
  }

  #split(box: Box, relaxed: Relaxed, bound: number, boxes: number): void {
    const { budgets, envelope } = relaxed;
    let bent = 0;
    let loose = 0;
    let channelToCut = -1;
    const upper = this.#tables.map((table, channel) => {
      // Between nothing and the onset the envelope is a chord: the curve itself says nothing there.
      const isBetween = (budgets[channel] ?? 0) > 0 && (budgets[channel] ?? 0) < (box.onset[channel] ?? 0);
      const bound = isBetween ? Number.NEGATIVE_INFINITY : table.upper(budgets[channel] ?? 0);
      const gap = (envelope[channel] ?? 0) - bound;
      if (gap > bent) [bent, channelToCut] = [gap, channel];
      return bound;
    });
    const isRefined = this.#refine(relaxed);
    for (const [channel, table] of this.#tables.entries())
      loose = Math.max(loose, (upper[channel] ?? 0) - table.at(budgets[channel] ?? 0).value);
    if (isAllowed(this.#set, budgets)) {
      const snapped = this.#snap(budgets);
      if (boxes < EAGER_BOXES || this.#valueOf(snapped) > (this.#best?.value ?? Number.NEGATIVE_INFINITY))
        this.improveFrom(snapped);
    }
    if (bent > loose && channelToCut >= 0) {
      for (const part of cut(box, channelToCut, budgets[channelToCut] ?? 0)) this.#open.push(bound, part);
    } else if (isRefined) this.#open.push(bound, box);
    else this.#close(bound);
  }

  /** Looks at the curves where the relaxed plan relies on their bounds. */
  #refine({ budgets, corners }: Relaxed): boolean {
    let isRefined = false;
    for (const [channel, table] of this.#tables.entries()) {
      for (const { budget } of [{ budget: budgets[channel] ?? 0 }, ...(corners[channel] ?? [])])
        if (table.refine(budget)) isRefined = true;
    }
    return isRefined;
  }

  /** An onset that was missed by rounding is met. */
  #snap(budgets: Float64Array): Float64Array {
    return budgets.map((budget, channel) => {
      const onset = this.#set.onset[channel] ?? 0;
      return onset > 0 && budget < onset ? (budget < onset / 2 ? 0 : onset) : budget;
    });
  }

  #offer(budgets: Float64Array): void {
    const value = this.#valueOf(budgets);
    if (this.#best === null || value > this.#best.value) this.#best = { budgets: Float64Array.from(budgets), value };
  }

  #valueOf(budgets: Float64Array): number {
    return this.#tables.reduce((sum, table, channel) => sum + table.at(budgets[channel] ?? 0).value, 0);
  }

  #isClosed(bound: number): boolean {
    return this.#best !== null && bound - this.#best.value <= this.#gap * Math.abs(this.#best.value);
  }

  #close(bound: number): void {
    this.#closed = Math.max(this.#closed, bound);
  }
}

/** Two boxes: a channel below and above an amount, or without anything and running. */
function cut(box: Box, channel: number, at: number): Box[] {
  const [low, high, onset] = [box.low[channel] ?? 0, box.high[channel] ?? 0, box.onset[channel] ?? 0];
  const margin = CUT_MARGIN * (high - low);
  const amount = Math.min(Math.max(at, low + margin), high - margin);
  const narrowed = (from: number, to: number): Box => ({
    low: replaced(box.low, channel, from),
    high: replaced(box.high, channel, to),
    onset: replaced(box.onset, channel, 0),
  });
  return onset > 0 ? [narrowed(0, 0), narrowed(onset, high)] : [narrowed(low, amount), narrowed(amount, high)];
}

const replaced = (values: readonly number[], at: number, value: number) =>
  values.map((one, index) => (index === at ? value : one));
