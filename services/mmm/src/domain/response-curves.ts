/**
 * What each channel adds over the window of a plan as a function of its budget for the window, one curve per draw of the posterior.
 * The flighting over geos and weeks is fixed, so that a channel's budget is one number. The optimiser knows a model by this alone.
 */
export interface ResponseCurves {
  readonly channels: readonly string[];
  /** Draws of the posterior; draw d of one channel belongs to draw d of every other. */
  readonly draws: number;
  /** Whether every draw's curve of the channel is concave for all budgets ≥ 0. */
  readonly concave: readonly boolean[];
  /**
   * Value added (money, or units of the outcome where it has no value) and its derivative by the budget.
   * @param channel index into {@link channels}
   * @param budget money over the window, ≥ 0
   * @param value written, `draws` long
   * @param slope written, `draws` long
   */
  evaluate(channel: number, budget: number, value: Float64Array, slope: Float64Array): void;
  /**
   * Bounds of every draw's slope between two budgets, lowest ≤ slope ≤ highest. With them the optimiser certifies curves that are
   * not concave closely; without, it takes them as never falling, and needs many more evaluations.
   * @param lowest written, `draws` long
   * @param highest written, `draws` long
   */
  slopeBounds?(channel: number, low: number, high: number, lowest: Float64Array, highest: Float64Array): void;
}
