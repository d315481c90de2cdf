import type { ResponseCurves } from '../response-curves.js';

/** Bounds of one channel's money over the window. Several may be stated; all of them hold. */
export interface ChannelLimits {
  /** Least money; default 0. */
  readonly min?: number | undefined;
  /** Most money; default all money of today or of the goal, or what {@link BudgetProblem.defaultHighest} says. */
  readonly max?: number | undefined;
  /** Least money as a share of today's: 0.7 = −30 %. */
  readonly lowest?: number | undefined;
  /** Most money as a share of today's: 1.3 = +30 %. */
  readonly highest?: number | undefined;
  /** The channel keeps what it has today. */
  readonly locked?: boolean | undefined;
  /** Less than this is not worth starting: the channel gets either nothing or at least so much. Needs `min` = 0. */
  readonly minimumIfOn?: number | undefined;
}

/** Bounds of the sum of several channels' money. Groups may nest and overlap. */
export interface GroupLimits {
  readonly name: string;
  readonly channels: readonly string[];
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** What the money is to reach. */
export type Goal =
  /** Best outcome of exactly so much money; absent: of today's sum. */
  | { readonly kind: 'budget'; readonly total?: number | undefined }
  /** Most money whose outcome is at least `target` per unit of money in sum. */
  | { readonly kind: 'roi'; readonly target: number }
  /** Spend as long as the next unit of money brings `target`. */
  | { readonly kind: 'marginal-roi'; readonly target: number }
  /** Least money that brings so much. */
  | { readonly kind: 'outcome'; readonly target: number };

/** What of the distribution of the outcome counts. */
export type Measure =
  | { readonly kind: 'mean' }
  /** Mean of the worst share of the draws, in (0, 1]. */
  | { readonly kind: 'cvar'; readonly share: number }
  /** Mean less `aversion` standard deviations. */
  | { readonly kind: 'mean-deviation'; readonly aversion: number }
  /** The outcome that is reached with probability 1 − `share`. */
  | { readonly kind: 'quantile'; readonly share: number }
  /** Probability of more than today's plan. */
  | { readonly kind: 'probability' };

/** How far to look, and when to stop. */
export interface Effort {
  /** Gap to the best possible at which the search ends, relative; default 1e-6. */
  readonly gap?: number | undefined;
  /** Boxes looked at by branch and bound; default 20,000. A search that ends there states the gap it has. */
  readonly boxes?: number | undefined;
}

/** A budget to be shared out. Money and outcome are over the window of the curves. */
export interface BudgetProblem {
  readonly curves: ResponseCurves;
  /** Today's money per channel. */
  readonly today: readonly number[];
  /** Per channel, in the order of the curves; absent: none are limited. */
  readonly limits?: readonly ChannelLimits[] | undefined;
  readonly groups?: readonly GroupLimits[] | undefined;
  readonly goal: Goal;
  /** Default the mean. */
  readonly measure?: Measure | undefined;
  /**
   * Most money of a channel without a stated maximum, as a multiple of today's (of all money for a channel that has none today).
   * Absent: all money of today, or of the goal where that is more.
   */
  readonly defaultHighest?: number | undefined;
  readonly effort?: Effort | undefined;
}
