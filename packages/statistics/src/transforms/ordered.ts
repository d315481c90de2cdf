import type { VectorTransform } from './vector-transform.js';

/** x₁ = z₁, xₖ = xₖ₋₁ + e^zₖ: strictly increasing values. @param size at least 1 */
export function ordered(size: number): VectorTransform {
  if (!(Number.isInteger(size) && size >= 1)) throw new RangeError(`size must be an integer from 1 on, got ${size}`);
  return {
    unconstrained: size,
    constrained: size,
    constrain(z, x) {
      let logJacobian = 0;
      x[0] = z[0]!;
      for (let k = 1; k < size; k++) {
        x[k] = x[k - 1]! + Math.exp(z[k]!);
        logJacobian += z[k]!;
      }
      return logJacobian;
    },
    unconstrain(x, z) {
      z[0] = x[0]!;
      for (let k = 1; k < size; k++) z[k] = Math.log(x[k]! - x[k - 1]!);
    },
    pullBack(z, _x, gradientByX, gradientByZ) {
      let above = 0;
      for (let k = size - 1; k >= 1; k--) {
        above += gradientByX[k]!;
        gradientByZ[k] = above * Math.exp(z[k]!) + 1;
      }
      gradientByZ[0] = above + gradientByX[0]!;
    },
  };
}
