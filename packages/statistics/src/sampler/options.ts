import { denseMetric } from './dense-metric.js';
import { diagonalMetric } from './diagonal-metric.js';
import { lowRankMetric } from './low-rank-metric.js';
import type { MetricFamily } from './metric.js';

export type MetricName = MetricFamily['name'];

/** How to sample. Where an option is left out, Stan's default holds. */
export interface SamplerOptions {
  /** Seed of everything random: integer of at most 53 bits. */
  readonly seed: number;
  /** Number of chains; 4 by default. */
  readonly chains?: number;
  /** Warm-up iterations per chain, which adapt and are not kept; 1000 by default. Below 20 nothing is adapted. */
  readonly warmup?: number;
  /** Kept iterations per chain; 1000 by default. */
  readonly draws?: number;
  /** Acceptance statistic the step size aims at, between 0 and 1; 0.8 by default. */
  readonly targetAcceptance?: number;
  /** Most doublings of a trajectory, 1 to 20; 10 by default, which is 1,023 leapfrog steps. */
  readonly maxDepth?: number;
  /** `diagonal` by default. */
  readonly metric?: MetricName;
  /** Half-width of the uniform distribution of starting coordinates; 2 by default. */
  readonly startRadius?: number;
}

/** {@link SamplerOptions} with every value filled in. */
export type SamplerSettings = Required<SamplerOptions>;

const families: readonly MetricFamily[] = [diagonalMetric, denseMetric, lowRankMetric];

export function metricFamily(name: MetricName): MetricFamily {
  const family = families.find((one) => one.name === name);
  if (family === undefined) throw new RangeError(`metric must be one of ${families.map((one) => one.name).join(', ')}`);
  return family;
}

/** Fills in the defaults. @throws RangeError naming the option that is out of range */
export function samplerSettings(options: SamplerOptions): SamplerSettings {
  const settings: SamplerSettings = {
    seed: options.seed,
    chains: options.chains ?? 4,
    warmup: options.warmup ?? 1000,
    draws: options.draws ?? 1000,
    targetAcceptance: options.targetAcceptance ?? 0.8,
    maxDepth: options.maxDepth ?? 10,
    metric: options.metric ?? 'diagonal',
    startRadius: options.startRadius ?? 2,
  };
  requireInteger('seed', settings.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  requireInteger('chains', settings.chains, 1, 1000);
  requireInteger('warmup', settings.warmup, 0, 1e7);
  requireInteger('draws', settings.draws, 1, 1e7);
  requireInteger('maxDepth', settings.maxDepth, 1, 20);
  metricFamily(settings.metric);
  if (!(settings.targetAcceptance > 0 && settings.targetAcceptance < 1))
    throw new RangeError(`targetAcceptance must lie between 0 and 1, got ${settings.targetAcceptance}`);
  if (!(settings.startRadius >= 0 && Number.isFinite(settings.startRadius)))
    throw new RangeError(`startRadius must be finite and at least 0, got ${settings.startRadius}`);
  return settings;
}

function requireInteger(name: string, value: number, low: number, high: number): void {
  if (!(Number.isInteger(value) && value >= low && value <= high))
    throw new RangeError(`${name} must be an integer from ${low} to ${high}, got ${value}`);
}
