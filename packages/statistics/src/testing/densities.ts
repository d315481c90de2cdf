import type { LogDensity } from '../log-density.js';

/** For tests of threads: a normal with these standard deviations. */
export function scaledNormal(data: { readonly scales: readonly number[]; readonly failAfter?: number }): LogDensity {
  const { scales, failAfter = Number.POSITIVE_INFINITY } = data;
  let evaluations = 0;
  return {
    dimension: scales.length,
    evaluate(position, gradient) {
      evaluations += 1;
      if (evaluations > failAfter) throw new Error('the density gave up');
      let sum = 0;
      for (const [i, scale] of scales.entries()) {
        const z = position[i]! / scale;
        sum -= 0.5 * z * z;
        gradient[i] = -z / scale;
      }
      return sum;
    },
  };
}

/** Never finite. */
export const nowhere = (): LogDensity => ({ dimension: 1, evaluate: () => Number.NaN });

/** Ends the thread that evaluates it. */
export const deadly = (): LogDensity => ({ dimension: 1, evaluate: () => process.exit(3) });
