import type { LogDensity } from '@stellwerk/statistics';
import type { CompiledMix } from './compile.js';
import { nearMode } from './mode.js';

const STEP = 1e-4;

/**
 * The density of a model in coordinates that are moved and scaled one by one, so that each has its mass within a few units of 0: from
 * the first iteration on the sampler's step suits all of them. A noise that thousands of observations determine would else hold the
 * steps of the first windows down a hundredfold. Nothing but the sampler's start and speed depends on it.
 */
export class SamplingDensity implements LogDensity {
  readonly dimension: number;
  private readonly point: Float64Array;
  private readonly slope: Float64Array;

  constructor(
    private readonly density: LogDensity,
    private readonly centre: Float64Array,
    private readonly scale: Float64Array,
  ) {
    this.dimension = density.dimension;
    this.point = new Float64Array(density.dimension);
    this.slope = new Float64Array(density.dimension);
  }

  evaluate(position: Float64Array, gradient: Float64Array): number {
    const { point, slope, centre, scale } = this;
    for (let at = 0; at < point.length; at++) point[at] = centre[at]! + scale[at]! * position[at]!;
    const log = this.density.evaluate(point, slope);
    for (let at = 0; at < point.length; at++) gradient[at] = scale[at]! * slope[at]!;
    return log;
  }

  /** Coordinates of the model for a position of the sampler. */
  coordinates(position: Float64Array): Float64Array {
    return position.map((value, at) => this.centre[at]! + this.scale[at]! * value);
  }
}

/** Lays the coordinates out by a point of high density and the curvature along each coordinate there; at most the prior's width. */
export function samplingDensity({ density }: CompiledMix): SamplingDensity {
  const { dimension } = density;
  const centre = nearMode(density);
  const scale = new Float64Array(dimension).fill(1);
  const [up, down] = [new Float64Array(dimension), new Float64Array(dimension)];
  const point = centre.slice();
  for (let at = 0; at < dimension; at++) {
    point[at] = centre[at]! + STEP;
    density.evaluate(point, up);
    point[at] = centre[at]! - STEP;
    density.evaluate(point, down);
    point[at] = centre[at]!;
    const curvature = (down[at]! - up[at]!) / (2 * STEP);
    if (curvature > 1) scale[at] = 1 / Math.sqrt(curvature);
  }
  return new SamplingDensity(density, centre, scale);
}
