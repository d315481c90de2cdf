/**
 * The logarithm of a probability density on unconstrained space, up to a constant, with its gradient. Samplers, optimisers and
 * the check against finite differences know a model by this alone.
 */
export interface LogDensity {
  /** Number of unconstrained coordinates. */
  readonly dimension: number;
  /**
   * @param position coordinates, `dimension` long; is not changed
   * @param gradient written: the derivative by each coordinate
   * @returns the log density; NaN or -Infinity where the density is zero or cannot be computed, and then the gradient means nothing
   */
  evaluate(position: Float64Array, gradient: Float64Array): number;
}
