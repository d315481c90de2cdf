import type { RandomStream } from '../random/random-stream.js';

/** The inverse mass matrix M⁻¹ of the kinetic energy p'M⁻¹p / 2, an estimate of the posterior covariance. */
export interface Metric {
  /** out = M⁻¹ p. */
  velocity(momentum: Float64Array, out: Float64Array): void;
  /** Draws p from N(0, M). */
  drawMomentum(random: RandomStream, out: Float64Array): void;
  /** Numbers from which {@link MetricFamily.restore} makes the metric again. */
  state(): Float64Array;
}

/** Learns a metric from the draws of one adaptation window. */
export interface MetricEstimator {
  /** Takes a draw and the gradient of the log density there. */
  add(position: Float64Array, gradient: Float64Array): void;
  /** The metric of the draws since the last call, which are forgotten. */
  finish(): Metric;
  /** Numbers that describe the draws taken so far. */
  state(): Float64Array;
  /** Takes the draws described by {@link state}. */
  restore(state: Float64Array): void;
}

/** A family of metrics: how a chain starts and learns. */
export interface MetricFamily {
  /** Name for settings and checkpoints. */
  readonly name: 'diagonal' | 'dense' | 'low-rank';
  /** The unit metric. */
  unit(dimension: number): Metric;
  /** From {@link Metric.state}. */
  restore(dimension: number, state: Float64Array): Metric;
  estimator(dimension: number): MetricEstimator;
}
