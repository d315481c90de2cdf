import type { CurvePoint, ScalarCurve } from './scalar-curve.js';

/** Cells are not split below this share of their budgets: floating numbers say nothing new there. */
const NARROWEST = 1e-12;

/** A point of an upper bound of a curve. */
export interface BoundPoint {
  readonly budget: number;
  readonly value: number;
}

/**
 * Exact values of a curve at the budgets that were looked at, and between two of them an upper bound: with slopes in
 * [least, most], a curve lies below both `f(a) + most (b − a)` and `f(c) − least (c − b)`. Where those lines cross is the only
 * corner of the bound inside the cell. On a concave curve they are its tangents.
 */
export class CurveTable {
  readonly #curve: ScalarCurve;
  readonly #budgets: number[] = [];
  readonly #points: CurvePoint[] = [];
  /** Corner between node i and i + 1; null until it is asked for. */
  readonly #corners: (BoundPoint | null)[] = [];

  constructor(curve: ScalarCurve) {
    this.#curve = curve;
  }

  get isConcave(): boolean {
    return this.#curve.isConcave;
  }

  /** Exact value and slope; what is looked at becomes a node. */
  at(budget: number): CurvePoint {
    const position = this.#positionOf(budget);
    const known = this.#points[position];
    if (known !== undefined && this.#budgets[position] === budget) return known;
    const point = this.#curve.at(budget);
    this.#budgets.splice(position, 0, budget);
    this.#points.splice(position, 0, point);
    this.#corners.splice(Math.max(0, position - 1), position === 0 ? 0 : 1, null, ...(position === 0 ? [] : [null]));
    return point;
  }

  /** Upper bound of the curve; `budget` must lie between two nodes. */
  upper(budget: number): number {
    const position = this.#positionOf(budget);
    if (this.#budgets[position] === budget) return this.#points[position]?.value ?? Number.NaN;
    const left = this.#node(position - 1);
    const right = this.#node(position);
    const corner = this.#corner(position - 1);
    return budget <= corner.budget ? between(left, corner, budget) : between(corner, right, budget);
  }

  /** Nodes and corners of the upper bound from `low` to `high`, both of which become nodes. */
  bound(low: number, high: number): BoundPoint[] {
    this.at(low);
    this.at(high);
    const points: BoundPoint[] = [];
    const last = this.#positionOf(high);
    for (let position = this.#positionOf(low); position <= last; position++) {
      points.push(this.#node(position));
      if (position < last) points.push(this.#corner(position));
    }
    return points;
  }

  /**
   * Looks at a budget inside the cell around `budget`, near it but not so near an end that the cell would hardly shrink.
   * @returns whether there was anything left to look at
   */
  refine(budget: number): boolean {
    const position = this.#positionOf(budget);
    const isNode = this.#budgets[position] === budget;
    // The bound is exact at a node, unless the slope beside it is not bounded: then the corner sits on the node.
    if (isNode) {
      const cells = [position - 1, position].filter((cell) => this.#corners[cell]?.budget === budget);
      return cells.map((cell) => this.#split(cell, budget)).some(Boolean);
    }
    return this.#split(position - 1, budget);
  }

  #split(cell: number, near: number): boolean {
    const low = this.#budgets[cell];
    const high = this.#budgets[cell + 1];
    if (low === undefined || high === undefined) return false;
    const margin = 0.1 * (high - low);
    const budget = Math.min(Math.max(near, low + margin), high - margin);
    if (high - low <= NARROWEST * high || budget <= low || budget >= high) return false;
    this.at(budget);
    return true;
  }

  #node(position: number): BoundPoint {
    const budget = this.#budgets[position];
    const point = this.#points[position];
    if (budget === undefined || point === undefined) throw new RangeError('a budget outside the table');
    return { budget, value: point.value };
  }

  #corner(cell: number): BoundPoint {
    const known = this.#corners[cell];
    if (known) return known;
    const [a, c] = [this.#node(cell), this.#node(cell + 1)];
    const bounds = this.#curve.isConcave
      ? { most: this.#points[cell]?.slope ?? Number.NaN, least: this.#points[cell + 1]?.slope ?? Number.NaN }
      : this.#curve.slopeBounds(a.budget, c.budget);
    const corner = crossing(a, c, bounds);
    this.#corners[cell] = corner;
    return corner;
  }

  /** Position of the first node not below a budget. */
  #positionOf(budget: number): number {
    let low = 0;
    let high = this.#budgets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#budgets[middle] ?? 0) < budget) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function crossing(a: BoundPoint, c: BoundPoint, { least, most }: { least: number; most: number }): BoundPoint {
  const width = c.budget - a.budget;
  const chord = (c.value - a.value) / width;
  if (most === Number.POSITIVE_INFINITY) return { budget: a.budget, value: c.value - least * width };
  // Rounding can leave a bound on the wrong side of the chord; the chord itself then is the bound.
  if (!(most > chord && least < chord)) return { budget: (a.budget + c.budget) / 2, value: (a.value + c.value) / 2 };
  const along = (width * (chord - least)) / (most - least);
  return { budget: a.budget + along, value: a.value + most * along };
}

const between = (left: BoundPoint, right: BoundPoint, budget: number): number =>
  right.budget === left.budget
    ? Math.max(left.value, right.value)
    : left.value + ((right.value - left.value) * (budget - left.budget)) / (right.budget - left.budget);
