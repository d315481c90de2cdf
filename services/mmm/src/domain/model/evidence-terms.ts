import type { ChannelShape } from './channel-shape.js';
import type { Effect } from './effect.js';
import { liftLog } from './lift-likelihood.js';

/**
 * The model's counterfactual over the geos and periods of an experiment: with the media of the data, less with the media changed
 * in these periods. Carry-over that falls into them counts, what comes later does not.
 */
export interface ExperimentPlan {
  readonly channel: number;
  /** Indices of the geos. */
  readonly geos: readonly number[];
  readonly from: number;
  /** Index after the last period. */
  readonly to: number;
  /** First period of the counterfactual's arrays, and their number of periods. */
  readonly first: number;
  readonly periods: number;
  readonly counterfactual: ChannelShape;
  readonly lift: number;
  /** Standard error widened by the transport variance. */
  readonly scale: number;
}

export class ExperimentTerm {
  /** The model's lift at the last evaluation, in units of the outcome. */
  modelled = 0;
  private pull = 0;
  private readonly slope: Float64Array;

  constructor(
    readonly plan: ExperimentPlan,
    private readonly periods: number,
    /** Units of the outcome per unit of the scaled one, by geo. */
    private readonly units: Float64Array,
  ) {
    this.slope = new Float64Array(plan.counterfactual.values.length);
  }

  /** @returns the log likelihood of the lift */
  evaluate(values: Float64Array, factual: ChannelShape, effect: Effect): number {
    const { plan, units, periods } = this;
    plan.counterfactual.evaluate(values);
    this.modelled = 0;
    for (const [row, geo] of plan.geos.entries()) {
      const own = row * plan.periods - plan.first;
      let sum = 0;
      for (let t = plan.from; t < plan.to; t++)
        sum += factual.values[geo * periods + t]! - plan.counterfactual.values[own + t]!;
      this.modelled += units[geo]! * effect.factors[geo]! * sum;
    }
    const [log, pull] = liftLog(plan.lift, this.modelled, plan.scale);
    this.pull = pull;
    return log;
  }

  /** Adds the derivatives by the effect's factors, the channel's shape and the parameters. */
  addSlopes(factual: ChannelShape, effect: Effect, shapeSlope: Float64Array, adjoint: Float64Array): void {
    const { plan, units, periods, pull, slope } = this;
    slope.fill(0);
    for (const [row, geo] of plan.geos.entries()) {
      const own = row * plan.periods - plan.first;
      const byShape = pull * units[geo]! * effect.factors[geo]!;
      let sum = 0;
      for (let t = plan.from; t < plan.to; t++) {
        sum += factual.values[geo * periods + t]! - plan.counterfactual.values[own + t]!;
        shapeSlope[geo * periods + t]! += byShape;
        slope[own + t] = -byShape;
      }
      effect.slopes[geo]! += pull * units[geo]! * sum;
    }
    plan.counterfactual.addSlopes(slope, adjoint);
  }
}

export interface AttributionPlan {
  readonly channel: number;
  readonly geos: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Logarithm of the outcome credited, less the mean bias. */
  readonly logCaused: number;
  /** Of its standard error and the spread of the bias. */
  readonly variance: number;
  /** Exponent of the power prior. */
  readonly weight: number;
}

/**
 * `weight × log N(log attributed; log contribution + bias, sqrt(standard error² + spread²))`: attribution moves a channel only as far
 * as channels with experiments have shown that its bias is alike.
 */
export class AttributionTerm {
  contribution = 0;
  private byLogContribution = 0;

  constructor(
    readonly plan: AttributionPlan,
    private readonly periods: number,
    /** Units of the outcome per unit of the scaled one, by geo. */
    private readonly units: Float64Array,
  ) {}

  evaluate(shape: ChannelShape, effect: Effect): number {
    const { plan, units, periods } = this;
    this.contribution = 0;
    for (const geo of plan.geos) {
      let sum = 0;
      for (let t = plan.from; t < plan.to; t++) sum += shape.values[geo * periods + t]!;
      this.contribution += units[geo]! * effect.factors[geo]! * sum;
    }
    // Where normal geo effects make it negative there is no logarithm, and no term.
    if (!(this.contribution > 0)) {
      this.byLogContribution = 0;
      return 0;
    }
    const distance = plan.logCaused - Math.log(this.contribution);
    this.byLogContribution = (plan.weight * distance) / plan.variance;
    return (-0.5 * plan.weight * distance * distance) / plan.variance;
  }

  addSlopes(shape: ChannelShape, effect: Effect, shapeSlope: Float64Array): void {
    const { plan, units, periods } = this;
    if (this.byLogContribution === 0) return;
    const pull = this.byLogContribution / this.contribution;
    for (const geo of plan.geos) {
      const byShape = pull * units[geo]! * effect.factors[geo]!;
      let sum = 0;
      for (let t = plan.from; t < plan.to; t++) {
        sum += shape.values[geo * periods + t]!;
        shapeSlope[geo * periods + t]! += byShape;
      }
      effect.slopes[geo]! += pull * units[geo]! * sum;
    }
  }
}
