import type { LogDensity } from '../log-density.js';
import type { RandomStream } from '../random/random-stream.js';

/** Where a gradient differs most from differences of its density. */
export interface GradientCheck {
  /** Largest |gradient − difference| / max(1, |difference|) over all points and coordinates. */
  readonly worst: number;
  readonly coordinate: number;
  readonly gradient: number;
  readonly difference: number;
  /** Points at which the density was finite and the gradient compared. */
  readonly points: number;
}

/**
 * Compares a gradient with central differences of fourth order at random points, coordinates uniform within ±radius.
 * @param points number of points with a finite density; points without are drawn again, ten times as often at most
 */
export function checkGradient(density: LogDensity, random: RandomStream, points = 20, radius = 2): GradientCheck {
  const { dimension } = density;
  const position = new Float64Array(dimension);
  const gradient = new Float64Array(dimension);
  const scratch = new Float64Array(dimension);
  let result: GradientCheck = { worst: 0, coordinate: -1, gradient: Number.NaN, difference: Number.NaN, points: 0 };
  for (let attempt = 0; attempt < 10 * points && result.points < points; attempt++) {
    for (let i = 0; i < dimension; i++) position[i] = radius * (2 * random.uniform() - 1);
    if (!Number.isFinite(density.evaluate(position, gradient))) continue;
    result = { ...result, points: result.points + 1 };
    for (let i = 0; i < dimension; i++) {
      const difference = centralDifference(density, position, i, scratch);
      const own = gradient[i]!;
      const error = Math.abs(own - difference) / Math.max(1, Math.abs(difference));
      // A NaN on either side is the worst there is.
      if (error > result.worst || Number.isNaN(error))
        result = { ...result, worst: error || Number.POSITIVE_INFINITY, coordinate: i, gradient: own, difference };
    }
  }
  return result;
}

/** Fourth-order central difference by one coordinate; the position is as before afterwards. */
function centralDifference(density: LogDensity, position: Float64Array, at: number, scratch: Float64Array): number {
  const centre = position[at]!;
  const step = 2 ** Math.round(Math.log2(2.5e-4 * Math.max(1, Math.abs(centre))));
  const value = (offset: number) => {
    position[at] = centre + offset * step;
    return density.evaluate(position, scratch);
  };
  const difference = (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * step);
  position[at] = centre;
  return difference;
}
