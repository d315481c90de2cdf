import { geometricMeanWithInverse } from '../linear/geometric-mean.js';
import { leadingDirections, orthonormal } from '../linear/leading-directions.js';
import { symmetricEigen } from '../linear/symmetric-eigen.js';
import type { RandomStream } from '../random/random-stream.js';
import type { Metric, MetricEstimator, MetricFamily } from './metric.js';

/** Most directions taken from the draws, and from the gradients. */
const DIRECTIONS = 20;
/** Draws per direction that an estimate needs at least. */
const DRAWS_PER_DIRECTION = 4;
/** Stretches nearer to 1 than this factor are not worth their cost. */
const CUTOFF = 1.5;
/**
 * sd of a coordinate times sd of its gradient. At rest it is at least 1, and 1 / √(1 − R²) for a normal posterior (R² by the other
 * coordinates). Outside of this range the chain is on its way from far out, or stands still, and the gradients say nothing.
 */
const SMALLEST_SPREAD = 1e-3;
const LARGEST_SPREAD = 1e5;

/** M⁻¹ = diag(s) (I + Σ (λₖ − 1) uₖ uₖᵀ) diag(s) with orthonormal u. */
class LowRankMetric implements Metric {
  private readonly scaled: Float64Array;

  /**
   * @param scales s
   * @param stretches λ, squared lengths along the directions
   * @param directions u, one row per stretch
   */
  constructor(
    private readonly scales: Float64Array,
    private readonly stretches: Float64Array,
    private readonly directions: Float64Array,
  ) {
    this.scaled = new Float64Array(scales.length);
  }

  velocity(momentum: Float64Array, out: Float64Array): void {
    const { scales, scaled, stretches } = this;
    for (let i = 0; i < scales.length; i++) scaled[i] = scales[i]! * momentum[i]!;
    out.set(scaled);
    for (let k = 0; k < stretches.length; k++) this.addAlong(k, stretches[k]! - 1, scaled, out);
    for (let i = 0; i < scales.length; i++) out[i] = out[i]! * scales[i]!;
  }

  drawMomentum(random: RandomStream, out: Float64Array): void {
    const { scales, scaled, stretches } = this;
    for (let i = 0; i < scales.length; i++) scaled[i] = random.normal();
    out.set(scaled);
    for (let k = 0; k < stretches.length; k++) this.addAlong(k, 1 / Math.sqrt(stretches[k]!) - 1, scaled, out);
    for (let i = 0; i < scales.length; i++) out[i] = out[i]! / scales[i]!;
  }

  state(): Float64Array {
    const { scales, stretches, directions } = this;
    const state = new Float64Array(1 + scales.length + stretches.length + directions.length);
    state[0] = stretches.length;
    state.set(scales, 1);
    state.set(stretches, 1 + scales.length);
    state.set(directions, 1 + scales.length + stretches.length);
    return state;
  }

  /** out += factor · u uᵀ x. */
  private addAlong(k: number, factor: number, x: Float64Array, out: Float64Array): void {
    const { directions } = this;
    const start = k * x.length;
    let product = 0;
    for (let i = 0; i < x.length; i++) product += directions[start + i]! * x[i]!;
    product *= factor;
    for (let i = 0; i < x.length; i++) out[i] = out[i]! + product * directions[start + i]!;
  }
}

/** Keeps the draws and gradients of a window. */
class WindowEstimator implements MetricEstimator {
  private count = 0;
  private draws = new Float64Array(0);
  private gradients = new Float64Array(0);

  constructor(private readonly dimension: number) {}

  add(position: Float64Array, gradient: Float64Array): void {
    const at = this.count * this.dimension;
    if (at === this.draws.length) {
      this.draws = grown(this.draws, 2 * at + 16 * this.dimension);
      this.gradients = grown(this.gradients, 2 * at + 16 * this.dimension);
    }
    this.draws.set(position, at);
    this.gradients.set(gradient, at);
    this.count += 1;
  }

  finish(): Metric {
    const { count, dimension } = this;
    const used = count * dimension;
    this.count = 0;
    return lowRankMetricOf(this.draws.slice(0, used), this.gradients.slice(0, used), count, dimension);
  }

  state(): Float64Array {
    const used = this.count * this.dimension;
    const state = new Float64Array(2 * used);
    state.set(this.draws.subarray(0, used));
    state.set(this.gradients.subarray(0, used), used);
    return state;
  }

  restore(state: Float64Array): void {
    const used = state.length / 2;
    this.count = used / this.dimension;
    this.draws = state.slice(0, used);
    this.gradients = state.slice(used);
  }
}

/**
 * The metric that makes draws and gradients look alike, in the directions in which either varies most. For a normal posterior with
 * covariance Σ the gradients have the covariance Σ⁻¹, and Σ is the geometric mean of the first and the inverse of the second; so
 * is each scale (Seyboldt's estimate in nutpie).
 */
function lowRankMetricOf(draws: Float64Array, gradients: Float64Array, count: number, dimension: number): Metric {
  const drawSds = standardise(draws, count, dimension);
  const gradientSds = standardise(gradients, count, dimension);
  const spreads = drawSds.map((sd, i) => sd * gradientSds[i]!);
  if (spreads.some((spread) => !(spread > SMALLEST_SPREAD && spread < LARGEST_SPREAD)))
    return new LowRankMetric(shrunkScales(drawSds, count), new Float64Array(0), new Float64Array(0));
  const scales = drawSds.map((sd, i) => Math.sqrt(sd / gradientSds[i]!));
  for (let i = 0; i < draws.length; i++) {
    const spread = Math.sqrt(spreads[i % dimension]!);
    draws[i] = draws[i]! * spread;
    gradients[i] = gradients[i]! * spread;
  }
  const rank = Math.min(dimension, DIRECTIONS, Math.floor(count / DRAWS_PER_DIRECTION));
  const basis = orthonormal([
    ...leadingDirections(draws, count, dimension, rank),
    ...leadingDirections(gradients, count, dimension, rank),
  ]);
  const mean = geometricMeanWithInverse(
    covarianceAlong(basis, draws, count, dimension),
    covarianceAlong(basis, gradients, count, dimension),
    basis.length,
  );
  const { values, vectors } = symmetricEigen(mean, basis.length);
  const kept = [...values.keys()].filter((k) => Math.abs(Math.log(values[k]!)) > Math.log(CUTOFF));
  const directions = new Float64Array(kept.length * dimension);
  for (const [row, k] of kept.entries())
    for (const [j, vector] of basis.entries()) {
      const share = vectors[k * basis.length + j]!;
      for (let i = 0; i < dimension; i++)
        directions[row * dimension + i] = directions[row * dimension + i]! + share * vector[i]!;
    }
  return new LowRankMetric(
    scales,
    Float64Array.from(kept, (k) => values[k]!),
    directions,
  );
}

/** Makes every column mean 0 and sd 1, also where squares overflow. @returns the sds */
function standardise(rows: Float64Array, count: number, width: number): Float64Array {
  const sds = new Float64Array(width);
  for (let column = 0; column < width; column++) {
    let largest = Number.MIN_VALUE;
    for (let row = 0; row < count; row++) largest = Math.max(largest, Math.abs(rows[row * width + column]!));
    let mean = 0;
    for (let row = 0; row < count; row++) mean += rows[row * width + column]! / largest / count;
    let squares = 0;
    for (let row = 0; row < count; row++) squares += (rows[row * width + column]! / largest - mean) ** 2;
    const relative = Math.sqrt(squares / (count - 1));
    for (let row = 0; row < count; row++) {
      const at = row * width + column;
      rows[at] = relative === 0 ? 0 : (rows[at]! / largest - mean) / relative;
    }
    sds[column] = relative * largest;
  }
  return sds;
}

/** Scales from the draws alone, with variances shrunk as Stan shrinks. */
function shrunkScales(sds: Float64Array, count: number): Float64Array {
  return sds.map((sd) => Math.sqrt((count / (count + 5)) * sd * sd + 1e-3 * (5 / (count + 5))));
}

/** Covariance of rows along a basis, shrunk as Stan shrinks: n/(n+5) covariance + 0.001 · 5/(n+5) I. */
function covarianceAlong(
  basis: readonly Float64Array[],
  rows: Float64Array,
  count: number,
  width: number,
): Float64Array {
  const size = basis.length;
  const covariance = new Float64Array(size * size);
  const shares = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (const [k, vector] of basis.entries()) {
      let product = 0;
      for (let i = 0; i < width; i++) product += vector[i]! * rows[row * width + i]!;
      shares[k] = product;
    }
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) covariance[i * size + j] = covariance[i * size + j]! + shares[i]! * shares[j]!;
  }
  for (let i = 0; i < covariance.length; i++) covariance[i] = (covariance[i]! / (count - 1)) * (count / (count + 5));
  for (let i = 0; i < size; i++) covariance[i * size + i] = covariance[i * size + i]! + 1e-3 * (5 / (count + 5));
  return covariance;
}

function grown(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length);
  longer.set(array);
  return longer;
}

/** One scale per coordinate and up to 40 correlated directions: for correlated posteriors of many coordinates. */
export const lowRankMetric: MetricFamily = {
  name: 'low-rank',
  unit: (dimension) => new LowRankMetric(new Float64Array(dimension).fill(1), new Float64Array(0), new Float64Array(0)),
  restore(dimension, state) {
    const rank = state[0]!;
    return new LowRankMetric(
      state.slice(1, 1 + dimension),
      state.slice(1 + dimension, 1 + dimension + rank),
      state.slice(1 + dimension + rank),
    );
  },
  estimator: (dimension) => new WindowEstimator(dimension),
};
