import { NumericalError } from '../errors.js';
import type { LogDensity } from '../log-density.js';
import { type RandomState, RandomStream } from '../random/random-stream.js';
import { DualAveraging } from './dual-averaging.js';
import type { MetricEstimator, MetricFamily } from './metric.js';
import { Nuts } from './nuts.js';
import { metricFamily, type SamplerSettings } from './options.js';
import type { ChainDraws } from './posterior.js';
import { findStepSize } from './step-size.js';
import { type WarmupWindows, warmupWindows } from './windows.js';

const START_ATTEMPTS = 100;

/** A chain between two iterations: enough to continue it elsewhere with the same bytes. Survives structured cloning. */
export interface ChainState {
  readonly chain: number;
  /** Iterations done, warm-up included. */
  readonly iteration: number;
  readonly position: Float64Array;
  readonly random: RandomState;
  readonly stepSize: number;
  readonly dualAveraging: readonly number[];
  readonly metric: Float64Array;
  readonly estimator: Float64Array;
  readonly warmupLeapfrogs: number;
  readonly warmupDivergences: number;
  /** The draws so far: arrays of the run's full length, zero from here on. */
  readonly draws: Omit<ChainDraws, 'stepSize' | 'metric' | 'warmupLeapfrogs' | 'warmupDivergences'>;
}

/** One chain: starts, adapts as Stan does, and keeps its draws. Its random numbers depend on the seed and its number alone. */
export class Chain {
  private readonly random: RandomStream;
  private readonly family: MetricFamily;
  private readonly nuts: Nuts;
  private readonly windows: WarmupWindows;
  private readonly dualAveraging: DualAveraging;
  private readonly estimator: MetricEstimator;
  private readonly kept: ChainState['draws'];
  private iteration = 0;
  private warmupLeapfrogs = 0;
  private warmupDivergences = 0;

  /**
   * @param chain number of the chain, from 0
   * @param state where to go on; left out, the chain starts at a random point
   * @throws RangeError for a density without coordinates; NumericalError NO_FINITE_START, NO_STEP_SIZE
   */
  constructor(
    private readonly density: LogDensity,
    private readonly settings: SamplerSettings,
    private readonly chain: number,
    state?: ChainState,
  ) {
    const { dimension } = density;
    if (!(Number.isInteger(dimension) && dimension >= 1))
      throw new RangeError(`a density must have at least one coordinate, got a dimension of ${dimension}`);
    this.random = new RandomStream(settings.seed).split(chain);
    this.family = metricFamily(settings.metric);
    this.nuts = new Nuts(density, this.family.unit(dimension), this.random, settings.maxDepth);
    this.windows = warmupWindows(settings.warmup);
    this.dualAveraging = new DualAveraging(settings.targetAcceptance);
    this.estimator = this.family.estimator(dimension);
    this.kept = emptyDraws(settings.draws, dimension);
    if (state === undefined) this.start();
    else this.restore(state);
  }

  /** Iterations done, warm-up included. */
  get done(): number {
    return this.iteration;
  }

  get isFinished(): boolean {
    return this.iteration === this.settings.warmup + this.settings.draws;
  }

  /** Does one iteration. */
  next(): void {
    const { nuts, settings } = this;
    nuts.transition();
    if (this.iteration < settings.warmup) this.adapt();
    else this.keep(this.iteration - settings.warmup);
    this.iteration += 1;
  }

  /** Copies of everything; see {@link ChainState}. */
  state(): ChainState {
    const { kept } = this;
    return {
      chain: this.chain,
      iteration: this.iteration,
      position: this.nuts.position.slice(),
      random: this.random.state(),
      stepSize: this.nuts.stepSize,
      dualAveraging: this.dualAveraging.state(),
      metric: this.nuts.metric.state(),
      estimator: this.estimator.state(),
      warmupLeapfrogs: this.warmupLeapfrogs,
      warmupDivergences: this.warmupDivergences,
      draws: {
        positions: kept.positions.slice(),
        logDensity: kept.logDensity.slice(),
        energy: kept.energy.slice(),
        acceptance: kept.acceptance.slice(),
        depth: kept.depth.slice(),
        leapfrogs: kept.leapfrogs.slice(),
        divergent: kept.divergent.slice(),
      },
    };
  }

  /** A random point with finite density and gradient, and a step size that suits it. */
  private start(): void {
    const { random, nuts, settings } = this;
    const point = new Float64Array(this.density.dimension);
    for (let attempt = 0; ; attempt++) {
      if (attempt === START_ATTEMPTS)
        throw new NumericalError(
          'NO_FINITE_START',
          `chain ${this.chain}: none of ${START_ATTEMPTS} points within ±${settings.startRadius} has a finite log density and gradient`,
        );
      for (let i = 0; i < point.length; i++) point[i] = settings.startRadius * (2 * random.uniform() - 1);
      if (nuts.moveTo(point)) break;
    }
    this.renewStepSize();
  }

  private renewStepSize(): void {
    findStepSize(this.nuts);
    this.dualAveraging.restart(this.nuts.stepSize);
  }

  private adapt(): void {
    const { nuts, windows, iteration } = this;
    this.warmupLeapfrogs += nuts.statistics.leapfrogs;
    if (nuts.statistics.divergent) this.warmupDivergences += 1;
    const lastEnd = windows.ends.at(-1);
    if (lastEnd === undefined) return;
    nuts.stepSize = this.dualAveraging.learn(nuts.statistics.acceptance);
    if (iteration >= windows.start && iteration < lastEnd) this.estimator.add(nuts.position, nuts.gradient);
    if (windows.ends.includes(iteration + 1)) {
      nuts.metric = this.estimator.finish();
      this.renewStepSize();
    }
    if (iteration + 1 === this.settings.warmup) nuts.stepSize = this.dualAveraging.average();
  }

  private keep(draw: number): void {
    const { kept, nuts } = this;
    const { statistics } = nuts;
    kept.positions.set(nuts.position, draw * this.density.dimension);
    kept.logDensity[draw] = nuts.logDensity;
    kept.energy[draw] = statistics.energy;
    kept.acceptance[draw] = statistics.acceptance;
    kept.depth[draw] = statistics.depth;
    kept.leapfrogs[draw] = statistics.leapfrogs;
    kept.divergent[draw] = statistics.divergent ? 1 : 0;
  }

  private restore(state: ChainState): void {
    const { nuts, kept } = this;
    if (state.position.length !== this.density.dimension || state.chain !== this.chain)
      throw new NumericalError('CHECKPOINT_MISMATCH', `the state is not one of chain ${this.chain} of this density`);
    this.random.restore(state.random);
    nuts.metric = this.family.restore(this.density.dimension, state.metric);
    nuts.stepSize = state.stepSize;
    nuts.moveTo(state.position);
    this.dualAveraging.restore(state.dualAveraging);
    this.estimator.restore(state.estimator);
    this.iteration = state.iteration;
    this.warmupLeapfrogs = state.warmupLeapfrogs;
    this.warmupDivergences = state.warmupDivergences;
    kept.positions.set(state.draws.positions);
    kept.logDensity.set(state.draws.logDensity);
    kept.energy.set(state.draws.energy);
    kept.acceptance.set(state.draws.acceptance);
    kept.depth.set(state.draws.depth);
    kept.leapfrogs.set(state.draws.leapfrogs);
    kept.divergent.set(state.draws.divergent);
  }
}

/** The draws of a finished chain, out of its state. */
export function drawsOf(state: ChainState): ChainDraws {
  const { draws, stepSize, metric, warmupLeapfrogs, warmupDivergences } = state;
  return { ...draws, stepSize, metric, warmupLeapfrogs, warmupDivergences };
}

function emptyDraws(draws: number, dimension: number): ChainState['draws'] {
  return {
    positions: new Float64Array(draws * dimension),
    logDensity: new Float64Array(draws),
    energy: new Float64Array(draws),
    acceptance: new Float64Array(draws),
    depth: new Uint8Array(draws),
    leapfrogs: new Uint32Array(draws),
    divergent: new Uint8Array(draws),
  };
}
