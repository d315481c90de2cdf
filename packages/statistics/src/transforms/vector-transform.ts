/** A map from unconstrained coordinates z to a constrained vector x, e.g. one of ordered values. */
export interface VectorTransform {
  /** Length of z. */
  readonly unconstrained: number;
  /** Length of x. */
  readonly constrained: number;
  /**
   * Writes x of z.
   * @returns log |∂x/∂z|
   */
  constrain(z: Float64Array, x: Float64Array): number;
  /** Writes z of x. */
  unconstrain(x: Float64Array, z: Float64Array): void;
  /**
   * Turns the gradient by x into the gradient by z, that of the log-Jacobian included.
   * @param z where, as given to {@link constrain}, and x as written by it
   * @param gradientByZ written
   */
  pullBack(z: Float64Array, x: Float64Array, gradientByX: Float64Array, gradientByZ: Float64Array): void;
}
