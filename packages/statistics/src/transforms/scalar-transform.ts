import { logistic, logit, logLogistic } from '../special/logistic.js';

/**
 * A monotone map from an unconstrained coordinate z to a parameter x. The gradient of a log density by z is
 * `gradientByX * slope(z) + logJacobianSlope(z)`.
 */
export interface ScalarTransform {
  /** x of z. */
  constrain(z: number): number;
  /** z of x; NaN outside the domain. */
  unconstrain(x: number): number;
  /** dx/dz. */
  slope(z: number): number;
  /** log |dx/dz|: what a density of x gains as a density of z. */
  logJacobian(z: number): number;
  /** Derivative of {@link logJacobian}. */
  logJacobianSlope(z: number): number;
}

/** x = z. */
export const unbounded: ScalarTransform = {
  constrain: (z) => z,
  unconstrain: (x) => x,
  slope: () => 1,
  logJacobian: () => 0,
  logJacobianSlope: () => 0,
};

/** x = e^z > 0. */
export const positive: ScalarTransform = lowerBounded(0);

/** x = low + e^z. */
export function lowerBounded(low: number): ScalarTransform {
  return {
    constrain: (z) => low + Math.exp(z),
    unconstrain: (x) => Math.log(x - low),
    slope: (z) => Math.exp(z),
    logJacobian: (z) => z,
    logJacobianSlope: () => 1,
  };
}

/** x = high − e^z. */
export function upperBounded(high: number): ScalarTransform {
  return {
    constrain: (z) => high - Math.exp(z),
    unconstrain: (x) => Math.log(high - x),
    slope: (z) => -Math.exp(z),
    logJacobian: (z) => z,
    logJacobianSlope: () => 1,
  };
}

/** low < x < high by the logistic function. @throws RangeError unless low < high, both finite */
export function interval(low: number, high: number): ScalarTransform {
  const width = high - low;
  if (!(width > 0 && Number.isFinite(width))) throw new RangeError(`low must be below high, got ${low} and ${high}`);
  const logWidth = Math.log(width);
  return {
    constrain: (z) => low + width * logistic(z),
    unconstrain: (x) => logit((x - low) / width),
    slope: (z) => width * logistic(z) * logistic(-z),
    logJacobian: (z) => logWidth + logLogistic(z) + logLogistic(-z),
    logJacobianSlope: (z) => 1 - 2 * logistic(z),
  };
}
