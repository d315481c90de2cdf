import type { RandomStream } from '../random/random-stream.js';
import type { Metric, MetricEstimator, MetricFamily } from './metric.js';

/** M⁻¹ = diag(variances). */
class DiagonalMetric implements Metric {
  private readonly inverseScales: Float64Array;

  constructor(private readonly variances: Float64Array) {
    this.inverseScales = variances.map((variance) => 1 / Math.sqrt(variance));
  }

  velocity(momentum: Float64Array, out: Float64Array): void {
    const { variances } = this;
    for (let i = 0; i < variances.length; i++) out[i] = variances[i]! * momentum[i]!;
  }

  drawMomentum(random: RandomStream, out: Float64Array): void {
    const { inverseScales } = this;
    for (let i = 0; i < inverseScales.length; i++) out[i] = random.normal() * inverseScales[i]!;
  }

  state(): Float64Array {
    return this.variances.slice();
  }
}

/** Welford's running variance of each coordinate, shrunk as Stan does: n/(n+5) variance + 0.001 · 5/(n+5). */
class VarianceEstimator implements MetricEstimator {
  private count = 0;
  private readonly mean: Float64Array;
  private readonly squares: Float64Array;

  constructor(private readonly dimension: number) {
    this.mean = new Float64Array(dimension);
    this.squares = new Float64Array(dimension);
  }

  add(position: Float64Array): void {
    this.count += 1;
    for (let i = 0; i < this.dimension; i++) {
      const before = position[i]! - this.mean[i]!;
      this.mean[i] = this.mean[i]! + before / this.count;
      this.squares[i] = this.squares[i]! + before * (position[i]! - this.mean[i]!);
    }
  }

  finish(): Metric {
    const n = this.count;
    const variances = this.squares.map((square) => (n / (n + 5)) * (square / (n - 1)) + 1e-3 * (5 / (n + 5)));
    this.count = 0;
    this.mean.fill(0);
    this.squares.fill(0);
    return new DiagonalMetric(variances);
  }

  state(): Float64Array {
    const state = new Float64Array(1 + 2 * this.dimension);
    state[0] = this.count;
    state.set(this.mean, 1);
    state.set(this.squares, 1 + this.dimension);
    return state;
  }

  restore(state: Float64Array): void {
    this.count = state[0]!;
    this.mean.set(state.subarray(1, 1 + this.dimension));
    this.squares.set(state.subarray(1 + this.dimension));
  }
}

/** One variance per coordinate: Stan's default, for posteriors without strong correlations. */
export const diagonalMetric: MetricFamily = {
  name: 'diagonal',
  unit: (dimension) => new DiagonalMetric(new Float64Array(dimension).fill(1)),
  restore: (_dimension, state) => new DiagonalMetric(state.slice()),
  estimator: (dimension) => new VarianceEstimator(dimension),
};
