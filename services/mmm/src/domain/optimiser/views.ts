import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { ResponseCurves } from '../response-curves.js';
import { maximise, type SearchEffort } from './branch-and-bound.js';
import type { FeasibleSet } from './feasible-set.js';
import { meanCurves, mixedCurve, type ScalarCurve } from './scalar-curve.js';
import { maximiseWorst, type WorstCase } from './worst-case.js';

/** What one source says about the channels: the media mix model, experiments, attribution. */
export interface View {
  readonly name: string;
  /** Curves of the same channels in the same order. */
  readonly curves: ResponseCurves;
}

export interface ViewRegret {
  readonly view: string;
  /** What the best plan of this view would add, by this view. */
  readonly best: number;
  /** How much less the recommended plan adds, by this view. */
  readonly regretOfPlan: number;
  /** How much less the plan of least regret adds, by this view. */
  readonly regretOfCompromise: number;
}

/** The plan whose greatest regret over all views is least. */
export interface Compromise {
  readonly budgets: readonly number[];
  readonly worstRegret: number;
  /** No plan has a smaller worst regret than this. */
  readonly leastPossible: number;
  readonly views: readonly ViewRegret[];
}

/**
 * Minimax regret: views cannot be averaged when nobody knows which is right, but a plan can be chosen that no view finds bad.
 * @param plan the recommended plan, for comparison
 * @throws `MMM_BUDGET_INVALID` when views are about different channels
 */
export function leastRegret(
  views: readonly View[],
  set: FeasibleSet,
  plan: Float64Array,
  effort: SearchEffort = {},
): Compromise | null {
  const names = views[0]?.curves.channels ?? [];
  for (const { name, curves } of views)
    if (curves.channels.join('\n') !== names.join('\n'))
      throw new StellwerkError(
        errors.BUDGET_INVALID,
        { problem: `the view ${name} is about other channels` },
        { field: 'views' },
      );
  const means = views.map(({ curves }) => meanCurves(curves));
  const bests = means.map((curves) => maximise(curves, set, [plan], effort));
  const values = bests.map((found) => found?.value ?? Number.NaN);
  if (bests.some((found) => found === null) || views.length === 0) return null;
  const starts = [plan, ...bests.flatMap((found) => (found === null ? [] : [found.budgets]))];
  const found = maximiseWorst(advantage(means, values), set, starts, effort);
  if (found === null) return null;
  const regret = (budgets: Float64Array, view: number) =>
    Math.max(0, (values[view] ?? 0) - outcomeOf(means[view] ?? [], budgets));
  return {
    budgets: Array.from(found.budgets),
    worstRegret: Math.max(0, -found.value),
    leastPossible: Math.max(0, -found.upperBound),
    views: views.map(({ name }, view) => ({
      view: name,
      best: values[view] ?? 0,
      regretOfPlan: regret(plan, view),
      regretOfCompromise: regret(found.budgets, view),
    })),
  };
}

/** The least of `F_v(b) − best_v` over views: minus the greatest regret. */
function advantage(means: readonly (readonly ScalarCurve[])[], bests: readonly number[]): WorstCase {
  const worstAt = (budgets: Float64Array) => {
    const all = means.map((curves, view) => outcomeOf(curves, budgets) - (bests[view] ?? 0));
    const value = Math.min(...all);
    const weights = new Float64Array(all.length);
    weights[all.indexOf(value)] = 1;
    return { value, weights };
  };
  return {
    isConcave: means.every((curves) => curves.every(({ isConcave }) => isConcave)),
    worstAt,
    cutAt(budgets) {
      // A slope is infinite at nothing alone; beside it the cut holds all the same.
      const at = budgets.map((budget) => (budget > 0 ? budget : 1e-9 * Math.max(...budgets)));
      const { value, weights } = worstAt(at);
      const view = means[weights.indexOf(1)] ?? [];
      const gradient = Float64Array.from(view, (curve, channel) => curve.at(at[channel] ?? 0).slope);
      const constant = value - gradient.reduce((sum, one, channel) => sum + one * (at[channel] ?? 0), 0);
      return { value: worstAt(budgets).value, constant, gradient };
    },
    curves: (weights) =>
      (means[0] ?? []).map((_curve, channel) =>
        mixedCurve(
          means.flatMap((curves) => curves[channel] ?? []),
          Array.from(weights),
        ),
      ),
    offset: (weights) => weights.reduce((sum, weight, view) => sum + weight * (bests[view] ?? 0), 0),
  };
}

const outcomeOf = (curves: readonly ScalarCurve[], budgets: Float64Array) =>
  curves.reduce((sum, curve, channel) => sum + curve.at(budgets[channel] ?? 0).value, 0);

/**
 * The model's curves brought to what another source says each channel adds today: attribution's credit, or a measured lift scaled to
 * the window. A channel that the source says nothing about keeps its curve.
 * @param contributions value of each channel over the window at today's money; null: nothing is said
 */
export function viewOf(
  name: string,
  curves: ResponseCurves,
  today: ArrayLike<number>,
  contributions: readonly (number | null)[],
): View {
  const [value, slope] = [new Float64Array(curves.draws), new Float64Array(curves.draws)];
  const factors = curves.channels.map((_channel, channel) => {
    const said = contributions[channel] ?? null;
    curves.evaluate(channel, today[channel] ?? 0, value, slope);
    const modelled = value.reduce((sum, one) => sum + one, 0) / curves.draws;
    return said === null || !(modelled > 0) ? 1 : Math.max(0, said / modelled);
  });
  const scale = (channel: number, ...arrays: readonly Float64Array[]) => {
    const factor = factors[channel] ?? 1;
    for (const array of arrays)
      for (let draw = 0; draw < array.length; draw++) array[draw] = factor === 0 ? 0 : factor * (array[draw] ?? 0);
  };
  const bounds = curves.slopeBounds?.bind(curves);
  return {
    name,
    curves: {
      ...{ channels: curves.channels, draws: curves.draws, concave: curves.concave },
      evaluate(channel, budget, into, slopes) {
        curves.evaluate(channel, budget, into, slopes);
        scale(channel, into, slopes);
      },
      ...(bounds !== undefined && {
        slopeBounds(channel, low, high, lowest, highest) {
          bounds(channel, low, high, lowest, highest);
          scale(channel, lowest, highest);
        },
      }),
    },
  };
}
