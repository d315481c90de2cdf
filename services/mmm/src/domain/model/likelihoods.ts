import { digamma, logGamma } from '@stellwerk/statistics';
import type { OutcomeScale } from './scaling.js';

/** A likelihood of single observations given the expected scaled outcome. */
export interface PointwiseLikelihood {
  /**
   * @param expected scaled, geos × periods
   * @param slope written: derivative by the expectation; 0 after the fitted periods
   * @returns the log likelihood
   */
  evaluate(expected: Float64Array, values: Float64Array, adjoint: Float64Array, slope: Float64Array): number;
}

export interface Grid {
  readonly geos: number;
  readonly periods: number;
  readonly fitted: number;
}

/** Student's t about the expectation. @param noise slot of the scale by geo */
export function studentT(
  outcome: Float64Array,
  { geos, periods, fitted }: Grid,
  noise: readonly number[],
  degreesSlot: number,
): PointwiseLikelihood {
  return {
    evaluate(expected, values, adjoint, slope) {
      const degrees = values[degreesSlot]!;
      let sum = 0;
      let byDegrees = 0;
      for (let geo = 0; geo < geos; geo++) {
        const scale = values[noise[geo]!]!;
        let byScale = 0;
        for (let at = geo * periods; at < geo * periods + fitted; at++) {
          const z = (outcome[at]! - expected[at]!) / scale;
          const log = Math.log1p((z * z) / degrees);
          const pull = ((degrees + 1) * z) / (degrees + z * z);
          slope[at] = pull / scale;
          byScale += pull * z - 1;
          byDegrees += 0.5 * ((pull * z) / degrees - log);
          sum -= 0.5 * (degrees + 1) * log;
        }
        adjoint[noise[geo]!]! += byScale / scale;
        sum -= fitted * Math.log(scale);
      }
      const count = geos * fitted;
      sum += count * (logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees));
      adjoint[degreesSlot]! +=
        byDegrees + 0.5 * count * (digamma((degrees + 1) / 2) - digamma(degrees / 2) - 1 / degrees);
      return sum;
    },
  };
}

/** Expected counts are held above 0 smoothly: `floor log(1 + e^(x / floor))`, which is x but for values near the floor. */
export const COUNT_FLOOR = 0.01;

/** Expected count and its derivative by the unbounded one. @param floor below which the expectation bends away from 0 */
export function positiveMean(unbounded: number, floor: number): readonly [number, number] {
  const x = unbounded / floor;
  const small = Math.exp(-Math.abs(x));
  const value = floor * (Math.max(x, 0) + Math.log1p(small));
  return [Math.max(value, 1e-300), x >= 0 ? 1 / (1 + small) : small / (1 + small)];
}

/** Mean count by geo times {@link COUNT_FLOOR}. */
export function countFloors(counts: Float64Array, { geos, periods, fitted }: Grid): Float64Array {
  return Float64Array.from({ length: geos }, (_, geo) => {
    let sum = 0;
    for (let t = 0; t < fitted; t++) sum += counts[geo * periods + t]!;
    return (COUNT_FLOOR * Math.max(sum, 1)) / fitted;
  });
}

/**
 * Poisson, or with a slot for the dispersion d negative binomial with variance `mean + d² mean²`. The expectation is linear in the
 * effects, so that contributions add up.
 * @param counts outcome in its own unit
 */
export function countLikelihood(
  counts: Float64Array,
  grid: Grid,
  scaling: OutcomeScale,
  dispersionSlot: number | null,
): PointwiseLikelihood {
  const { geos, periods, fitted } = grid;
  const floors = countFloors(counts, grid);
  return {
    evaluate(expected, values, adjoint, slope) {
      const dispersion = dispersionSlot === null ? 0 : values[dispersionSlot]!;
      const size = 1 / (dispersion * dispersion);
      let sum = 0;
      let bySize = 0;
      for (let geo = 0; geo < geos; geo++) {
        const unit = scaling.heads[geo]! * scaling.scale;
        const centre = scaling.heads[geo]! * scaling.centre;
        for (let at = geo * periods; at < geo * periods + fitted; at++) {
          const count = counts[at]!;
          const [mean, meanSlope] = positiveMean(centre + unit * expected[at]!, floors[geo]!);
          if (dispersionSlot === null) {
            sum += count * Math.log(mean) - mean;
            slope[at] = (count / mean - 1) * meanSlope * unit;
            continue;
          }
          const all = size + mean;
          sum += logGamma(count + size) - logGamma(size) + size * Math.log(size / all) + count * Math.log(mean / all);
          slope[at] = (count / mean - (count + size) / all) * meanSlope * unit;
          bySize += digamma(count + size) - digamma(size) + Math.log(size / all) + 1 - (count + size) / all;
        }
      }
      if (dispersionSlot !== null) adjoint[dispersionSlot]! += (-2 * bySize) / dispersion ** 3;
      return sum;
    },
  };
}
