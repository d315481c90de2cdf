import type { LogDensity } from '../log-density.js';
import type { RandomStream } from '../random/random-stream.js';
import { logSumExpOf } from '../special/log-sum-exp.js';
import type { Metric } from './metric.js';
import { PhasePoint, Point } from './phase-point.js';
import { type Level, newLevel, startPart, type TrajectoryPart, trajectoryPart } from './trajectory-part.js';
import { goesOn, goesOnWith } from './u-turn.js';

/** A leaf whose energy is higher than the start's by more than this ends the transition as divergent. */
const MAX_ENERGY_ERROR = 1000;

/** What one transition did; overwritten by the next one. */
export interface TransitionStatistics {
  /** Mean over the trajectory of min(1, e^(H0 − H)). */
  acceptance: number;
  /** Doublings of the trajectory. */
  depth: number;
  leapfrogs: number;
  divergent: boolean;
  /** The Hamiltonian at the start of the transition, with the momentum drawn there. */
  energy: number;
}

/**
 * The no-U-turn sampler with multinomial sampling along the trajectory (Hoffman and Gelman 2014; Betancourt 2017), in the form of
 * Stan's `base_nuts`: biased progressive sampling at the top, the generalised U-turn criterion with the two checks at each joint.
 * All buffers are made once; a transition allocates nothing.
 */
export class Nuts {
  /** Step size of the leapfrog integrator. */
  stepSize = 1;
  readonly statistics: TransitionStatistics = { acceptance: 0, depth: 0, leapfrogs: 0, divergent: false, energy: 0 };

  private readonly dimension: number;
  private readonly sample: Point;
  private readonly moving: PhasePoint;
  private readonly forward: TrajectoryPart;
  private readonly backward: TrajectoryPart;
  private readonly proposal: Point;
  private readonly velocity: Float64Array;
  /** Sum of the momenta of the whole trajectory. */
  private readonly rho: Float64Array;
  private readonly levels: readonly Level[];

  private signedStep = 1;
  private startEnergy = 0;
  private acceptanceSum = 0;
  private leapfrogs = 0;
  private divergent = false;
  /** Logarithm of the summed weights of the subtree built last. */
  private subtreeLogWeight = Number.NEGATIVE_INFINITY;

  /**
   * @param maxDepth most doublings of a trajectory: it has at most 2^maxDepth − 1 leapfrog steps
   */
  constructor(
    private readonly density: LogDensity,
    public metric: Metric,
    private readonly random: RandomStream,
    private readonly maxDepth: number,
  ) {
    const { dimension } = density;
    this.dimension = dimension;
    this.sample = new Point(dimension);
    this.moving = new PhasePoint(dimension);
    this.forward = trajectoryPart(dimension);
    this.backward = trajectoryPart(dimension);
    this.proposal = new Point(dimension);
    this.velocity = new Float64Array(dimension);
    this.rho = new Float64Array(dimension);
    this.levels = Array.from({ length: maxDepth }, () => newLevel(dimension));
  }

  /** Where the chain is; is overwritten by the next transition. */
  get position(): Float64Array {
    return this.sample.position;
  }

  /** Gradient of the log density at {@link position}. */
  get gradient(): Float64Array {
    return this.sample.gradient;
  }

  get logDensity(): number {
    return this.sample.logDensity;
  }

  /** Puts the chain somewhere. @returns whether the log density and its gradient are finite there */
  moveTo(position: Float64Array): boolean {
    const { sample } = this;
    sample.position.set(position);
    sample.logDensity = this.density.evaluate(sample.position, sample.gradient);
    return Number.isFinite(sample.logDensity) && sample.gradient.every(Number.isFinite);
  }

  /** log of the acceptance probability of one leapfrog step with a fresh momentum: the probe of the step size heuristic. */
  probe(): number {
    const { moving } = this;
    moving.copy(this.sample);
    this.metric.drawMomentum(this.random, moving.momentum);
    const start = this.energy();
    this.signedStep = this.stepSize;
    this.leapfrog();
    const energy = this.energy();
    return Number.isNaN(energy) ? Number.NEGATIVE_INFINITY : start - energy;
  }

  /** One transition; afterwards {@link position} and {@link statistics} describe it. */
  transition(): void {
    const { moving, forward, backward, statistics, random } = this;
    moving.copy(this.sample);
    this.metric.drawMomentum(random, moving.momentum);
    this.startEnergy = this.energy();
    this.acceptanceSum = 0;
    this.leapfrogs = 0;
    this.divergent = false;
    this.rho.set(moving.momentum);
    // The energy has just written the velocity of the start.
    startPart(forward, moving, this.velocity);
    startPart(backward, moving, this.velocity);

    let logWeight = 0;
    let depth = 0;
    while (depth < this.maxDepth) {
      const isWhole =
        random.uniform() > 0.5
          ? this.extend(depth, forward, backward, this.stepSize)
          : this.extend(depth, backward, forward, -this.stepSize);
      if (!isWhole) break;
      depth += 1;
      const gain = this.subtreeLogWeight - logWeight;
      if (gain > 0 || random.uniform() < Math.exp(gain)) this.sample.copy(this.proposal);
      logWeight = logSumExpOf(logWeight, this.subtreeLogWeight);
      if (!this.trajectoryGoesOn()) break;
    }
    statistics.acceptance = this.acceptanceSum / this.leapfrogs;
    statistics.depth = depth;
    statistics.leapfrogs = this.leapfrogs;
    statistics.divergent = this.divergent;
    statistics.energy = this.startEnergy;
  }

  /**
   * Doubles the trajectory at one of its ends.
   * @param other what the trajectory so far becomes
   * @returns whether the new part is whole: neither divergent nor turning
   */
  private extend(depth: number, part: TrajectoryPart, other: TrajectoryPart, signedStep: number): boolean {
    this.moving.copyPhase(part.end);
    other.rho.set(this.rho);
    other.inner.set(part.outer);
    other.innerVelocity.set(part.outerVelocity);
    this.signedStep = signedStep;
    const { rho, inner, innerVelocity, outer, outerVelocity } = part;
    const isWhole = this.buildTree(depth, this.proposal, rho, inner, innerVelocity, outer, outerVelocity);
    part.end.copyPhase(this.moving);
    return isWhole;
  }

  /** The U-turn checks over the whole trajectory: end to end, and both ways over the joint of its last doubling. */
  private trajectoryGoesOn(): boolean {
    const { rho, forward, backward } = this;
    for (let i = 0; i < this.dimension; i++) rho[i] = forward.rho[i]! + backward.rho[i]!;
    return (
      goesOn(backward.outerVelocity, forward.outerVelocity, rho) &&
      goesOnWith(backward.outerVelocity, forward.innerVelocity, backward.rho, forward.inner) &&
      goesOnWith(backward.innerVelocity, forward.outerVelocity, forward.rho, backward.inner)
    );
  }

  /**
   * Builds a subtree of 2^depth leaves from where the particle is, in the direction of the signed step.
   * @param proposal written: a point of the subtree, drawn by weight
   * @param rho written: sum of the momenta; begin and end, with their velocities: momentum of the first and of the last leaf
   * @returns whether the subtree is whole
   */
  private buildTree(
    depth: number,
    proposal: Point,
    rho: Float64Array,
    begin: Float64Array,
    beginVelocity: Float64Array,
    end: Float64Array,
    endVelocity: Float64Array,
  ): boolean {
    if (depth === 0) return this.leaf(proposal, rho, begin, beginVelocity, end, endVelocity);
    const level = this.levels[depth - 1]!;
    const { firstRho, firstEnd, firstEndVelocity, secondRho, secondBegin, secondBeginVelocity } = level;
    if (!this.buildTree(depth - 1, proposal, firstRho, begin, beginVelocity, firstEnd, firstEndVelocity)) return false;
    const firstLogWeight = this.subtreeLogWeight;
    if (!this.buildTree(depth - 1, level.proposal, secondRho, secondBegin, secondBeginVelocity, end, endVelocity))
      return false;
    const secondLogWeight = this.subtreeLogWeight;
    const logWeight = logSumExpOf(firstLogWeight, secondLogWeight);
    this.subtreeLogWeight = logWeight;
    // Where both halves weigh nothing the difference is NaN, and the first half's point stays.
    if (this.random.uniform() < Math.exp(secondLogWeight - logWeight)) proposal.copy(level.proposal);
    for (let i = 0; i < this.dimension; i++) rho[i] = firstRho[i]! + secondRho[i]!;
    return (
      goesOn(beginVelocity, endVelocity, rho) &&
      goesOnWith(beginVelocity, secondBeginVelocity, firstRho, secondBegin) &&
      goesOnWith(firstEndVelocity, endVelocity, secondRho, firstEnd)
    );
  }

  /** One leapfrog step and its bookkeeping. @returns false where it diverges */
  private leaf(
    proposal: Point,
    rho: Float64Array,
    begin: Float64Array,
    beginVelocity: Float64Array,
    end: Float64Array,
    endVelocity: Float64Array,
  ): boolean {
    const { moving, velocity } = this;
    this.leapfrog();
    this.leapfrogs += 1;
    const computed = this.energy();
    const energy = Number.isNaN(computed) ? Number.POSITIVE_INFINITY : computed;
    const logWeight = this.startEnergy - energy;
    if (-logWeight > MAX_ENERGY_ERROR) this.divergent = true;
    this.subtreeLogWeight = logWeight;
    this.acceptanceSum += logWeight > 0 ? 1 : Math.exp(logWeight);
    proposal.copy(moving);
    rho.set(moving.momentum);
    begin.set(moving.momentum);
    end.set(moving.momentum);
    beginVelocity.set(velocity);
    endVelocity.set(velocity);
    return !this.divergent;
  }

  /** Half a step of the momentum, a step of the position, half a step of the momentum. */
  private leapfrog(): void {
    const { moving, velocity, dimension, signedStep } = this;
    const { position, momentum, gradient } = moving;
    const half = 0.5 * signedStep;
    for (let i = 0; i < dimension; i++) momentum[i] = momentum[i]! + half * gradient[i]!;
    this.metric.velocity(momentum, velocity);
    for (let i = 0; i < dimension; i++) position[i] = position[i]! + signedStep * velocity[i]!;
    moving.logDensity = this.density.evaluate(position, gradient);
    for (let i = 0; i < dimension; i++) momentum[i] = momentum[i]! + half * gradient[i]!;
  }

  /** The Hamiltonian of the moving particle; writes its velocity, too. */
  private energy(): number {
    const { velocity, dimension } = this;
    const { momentum, logDensity } = this.moving;
    this.metric.velocity(momentum, velocity);
    let twice = 0;
    for (let i = 0; i < dimension; i++) twice += momentum[i]! * velocity[i]!;
    return 0.5 * twice - logDensity;
  }
}
