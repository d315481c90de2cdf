import { logistic, logit, logLogistic } from '../special/logistic.js';
import type { VectorTransform } from './vector-transform.js';

/**
 * Positive values that sum to 1, by breaking a stick: share k of what is left is logistic(zₖ − log(size − k)), so that z = 0 is
 * the uniform point (Stan reference manual, "Unit simplex").
 * @param size length of the simplex, at least 2; z is one shorter
 */
export function simplex(size: number): VectorTransform {
  if (!(Number.isInteger(size) && size >= 2)) throw new RangeError(`size must be an integer from 2 on, got ${size}`);
  const last = size - 1;
  const offset = Float64Array.from({ length: last }, (_, k) => -Math.log(last - k));
  return {
    unconstrained: last,
    constrained: size,
    constrain(z, x) {
      let logLeft = 0;
      let logJacobian = 0;
      for (let k = 0; k < last; k++) {
        const u = z[k]! + offset[k]!;
        const logShare = logLogistic(u);
        const logRest = logLogistic(-u);
        x[k] = Math.exp(logLeft + logShare);
        logJacobian += logLeft + logShare + logRest;
        logLeft += logRest;
      }
      x[last] = Math.exp(logLeft);
      return logJacobian;
    },
    unconstrain(x, z) {
      let left = 1;
      for (let k = 0; k < last; k++) {
        z[k] = logit(x[k]! / left) - offset[k]!;
        left -= x[k]!;
      }
    },
    pullBack(z, x, gradientByX, gradientByZ) {
      // d log x_j / du_k is 1 − s_k for j = k and −s_k for j > k, with share s_k.
      let later = gradientByX[last]! * x[last]!;
      for (let k = last - 1; k >= 0; k--) {
        const share = logistic(z[k]! + offset[k]!);
        const own = gradientByX[k]! * x[k]!;
        const sticks = last - 1 - k;
        gradientByZ[k] = own * (1 - share) - later * share + 1 - 2 * share - sticks * share;
        later += own;
      }
    },
  };
}
