import type { ResponseCurves } from '../response-curves.js';
import type { BoundPoint } from './curve-table.js';
import type { FeasibleSet } from './feasible-set.js';
import { Heap } from './heap.js';
import { bestOfEnvelopes, envelopeOf, type Relaxed } from './relaxation.js';
import { type CurveNode, cubicAt } from './tabulated-curves.js';

/** Nodes per channel, those of single plans aside. */
const NODES = 24;
/** Most boxes per draw, and the relative gap at which a draw's best plan is close enough. */
const BOXES = 40;
const CLOSE = 1e-6;

/**
 * Every draw's value at budgets of a grid, and the best that could be had if one draw, or a mixture of draws, were the truth.
 * Between nodes curves are taken as straight.
 */
export class DrawGrid {
  readonly draws: number;
  readonly #set: FeasibleSet;
  readonly #channels: readonly { readonly budgets: readonly number[]; readonly values: readonly Float64Array[] }[];

  /** @param plans allowed plans that are met exactly */
  constructor(curves: ResponseCurves, set: FeasibleSet, plans: readonly ArrayLike<number>[]) {
    this.draws = curves.draws;
    this.#set = set;
    this.#channels = curves.channels.map((_name, channel) => {
      const onset = set.onset[channel] ?? 0;
      const [low, high] = [onset > 0 ? onset : (set.low[channel] ?? 0), set.high[channel] ?? 0];
      const even = Array.from({ length: NODES + 1 }, (_, node) => low + (high - low) * (node / NODES) ** 2);
      const own = plans.map((plan) => plan[channel] ?? 0).filter((budget) => budget >= low && budget <= high);
      const budgets = [...new Set([...even, ...own])].sort((a, b) => a - b);
      const nodes = budgets.map((budget) => nodeOf(curves, channel, budget));
      const nothing = onset > 0 ? [nodeOf(curves, channel, 0)] : [];
      // A cubic at the middle of each cell halves its width without looking at the curves again.
      const finer = nodes.flatMap((node, index) => {
        const before = nodes[index - 1];
        return before === undefined ? [node] : [middleOf(before, node), node];
      });
      const all = [...nothing, ...finer];
      return { budgets: all.map(({ budget }) => budget), values: all.map(({ value }) => value) };
    });
  }

  /** Greatest value of an allowed plan if one draw were the truth. */
  bestOfDraw(draw: number): number {
    return this.#best((values) => values[draw] ?? 0);
  }

  /** Greatest value of an allowed plan for a weighted sum of draws. */
  bestOfMixture(weights: Float64Array): number {
    return this.#best((values) => {
      let sum = 0;
      for (let draw = 0; draw < values.length; draw++) sum += (weights[draw] ?? 0) * (values[draw] ?? 0);
      return sum;
    });
  }

  /** Branch and bound on the nodes: a channel whose plan lies on a chord above its curve is cut at the node beside it. */
  #best(read: (values: Float64Array) => number): number {
    const curves = this.#channels.map(({ budgets, values }) =>
      budgets.map((budget, node): BoundPoint => ({ budget, value: read(values[node] ?? new Float64Array()) })),
    );
    const open = new Heap<readonly BoundPoint[][]>();
    open.push(Number.POSITIVE_INFINITY, curves);
    let best = -Number.MAX_VALUE;
    let bound = Number.NEGATIVE_INFINITY;
    for (let boxes = 0; boxes < BOXES && open.size > 0 && open.top - best > CLOSE * Math.abs(best); boxes++) {
      const parts = open.pop() ?? [];
      const relaxed = this.#relax(parts);
      if (relaxed === null || relaxed.bound <= best) continue;
      const gaps = parts.map((part, channel) => this.#gapOf(part, relaxed, channel));
      const missing = gaps.reduce((sum, gap) => sum + gap, 0);
      best = Math.max(best, relaxed.bound - missing);
      bound = Math.max(bound, relaxed.bound);
      const channel = gaps.indexOf(Math.max(...gaps));
      if (missing > CLOSE * Math.abs(best))
        for (const half of halves(parts[channel] ?? [], relaxed.budgets[channel] ?? 0))
          open.push(
            relaxed.bound,
            parts.map((part, index) => (index === channel ? half : part)),
          );
    }
    // Minimum amounts can leave no plan of a few boxes allowed: then the bound is what is known.
    return best > -Number.MAX_VALUE ? best : bound;
  }

  #relax(parts: readonly BoundPoint[][]): Relaxed | null {
    const low = parts.map((part) => part[0]?.budget ?? 0);
    const high = parts.map((part) => part.at(-1)?.budget ?? 0);
    return bestOfEnvelopes(parts.map(envelopeOf), { low, high, onset: low.map(() => 0) }, this.#set.sums);
  }

  /** How far the curve lies below its envelope; infinitely between nothing and a minimum amount. */
  #gapOf(part: readonly BoundPoint[], { budgets, envelope }: Relaxed, channel: number): number {
    const budget = budgets[channel] ?? 0;
    const next = part.findIndex((point) => point.budget >= budget);
    const [left, right] = [part[next - 1], part[next]];
    if (left === undefined || right === undefined || right.budget === budget)
      return Math.max(0, (envelope[channel] ?? 0) - (right?.value ?? left?.value ?? 0));
    if ((this.#set.onset[channel] ?? 0) > 0 && left.budget === 0 && budget > 0) return Number.POSITIVE_INFINITY;
    const along = (budget - left.budget) / (right.budget - left.budget);
    return Math.max(0, (envelope[channel] ?? 0) - left.value - along * (right.value - left.value));
  }
}

function nodeOf(curves: ResponseCurves, channel: number, budget: number): CurveNode {
  const node = { budget, value: new Float64Array(curves.draws), slope: new Float64Array(curves.draws) };
  curves.evaluate(channel, budget, node.value, node.slope);
  return node;
}

function middleOf(left: CurveNode, right: CurveNode) {
  const budget = (left.budget + right.budget) / 2;
  return { budget, value: left.value.map((_value, draw) => cubicAt(left, right, budget, draw).value) };
}

/** The nodes up to and from the one nearest to a budget; apart where the budget lies between two neighbours. */
function halves(part: readonly BoundPoint[], budget: number): BoundPoint[][] {
  const after = Math.max(
    1,
    part.findIndex((point) => point.budget >= budget),
  );
  const last = part.length - 1;
  if (last === 1) return [part.slice(0, 1), part.slice(1)];
  const isLeftNearer = budget - (part[after - 1]?.budget ?? 0) < (part[after]?.budget ?? 0) - budget;
  const at = Math.min(Math.max(isLeftNearer ? after - 1 : after, 1), last - 1);
  return part[0]?.budget === 0 && at === 1 && budget < (part[1]?.budget ?? 0)
    ? [part.slice(0, 1), part.slice(1)]
    : [part.slice(0, at + 1), part.slice(at)];
}
