import { cholesky, solveLowerTransposed } from '../linear/cholesky.js';
import { multiply } from '../linear/matrix.js';
import type { RandomStream } from '../random/random-stream.js';
import type { Metric, MetricEstimator, MetricFamily } from './metric.js';

/** M⁻¹ = a full covariance matrix. */
class DenseMetric implements Metric {
  private readonly factor: Float64Array;

  constructor(
    private readonly dimension: number,
    private readonly covariance: Float64Array,
  ) {
    this.factor = cholesky(covariance, dimension);
  }

  velocity(momentum: Float64Array, out: Float64Array): void {
    multiply(this.covariance, this.dimension, this.dimension, momentum, out);
  }

  drawMomentum(random: RandomStream, out: Float64Array): void {
    for (let i = 0; i < this.dimension; i++) out[i] = random.normal();
    solveLowerTransposed(this.factor, this.dimension, out);
  }

  state(): Float64Array {
    return this.covariance.slice();
  }
}

/** Welford's running covariance, shrunk as Stan does: n/(n+5) covariance + 0.001 · 5/(n+5) on the diagonal. */
class CovarianceEstimator implements MetricEstimator {
  private count = 0;
  private readonly mean: Float64Array;
  private readonly products: Float64Array;
  private readonly before: Float64Array;

  constructor(private readonly dimension: number) {
    this.mean = new Float64Array(dimension);
    this.before = new Float64Array(dimension);
    this.products = new Float64Array(dimension * dimension);
  }

  add(position: Float64Array): void {
    const { dimension, before, mean, products } = this;
    this.count += 1;
    for (let i = 0; i < dimension; i++) {
      before[i] = position[i]! - mean[i]!;
      mean[i] = mean[i]! + before[i]! / this.count;
    }
    for (let i = 0; i < dimension; i++) {
      const after = position[i]! - mean[i]!;
      for (let j = 0; j <= i; j++) products[i * dimension + j] = products[i * dimension + j]! + after * before[j]!;
    }
  }

  finish(): Metric {
    const { dimension, products, count: n } = this;
    const covariance = new Float64Array(dimension * dimension);
    for (let i = 0; i < dimension; i++) {
      for (let j = 0; j <= i; j++) {
        const value = (n / (n + 5)) * (products[i * dimension + j]! / (n - 1));
        covariance[i * dimension + j] = value;
        covariance[j * dimension + i] = value;
      }
      covariance[i * dimension + i] = covariance[i * dimension + i]! + 1e-3 * (5 / (n + 5));
    }
    this.count = 0;
    this.mean.fill(0);
    products.fill(0);
    return new DenseMetric(dimension, covariance);
  }

  state(): Float64Array {
    const state = new Float64Array(1 + this.dimension + this.products.length);
    state[0] = this.count;
    state.set(this.mean, 1);
    state.set(this.products, 1 + this.dimension);
    return state;
  }

  restore(state: Float64Array): void {
    this.count = state[0]!;
    this.mean.set(state.subarray(1, 1 + this.dimension));
    this.products.set(state.subarray(1 + this.dimension));
  }
}

/** A full covariance matrix: for correlated posteriors of up to a few hundred coordinates. */
export const denseMetric: MetricFamily = {
  name: 'dense',
  unit(dimension) {
    const identity = new Float64Array(dimension * dimension);
    for (let i = 0; i < dimension; i++) identity[i * dimension + i] = 1;
    return new DenseMetric(dimension, identity);
  },
  restore: (dimension, state) => new DenseMetric(dimension, state.slice()),
  estimator: (dimension) => new CovarianceEstimator(dimension),
};
