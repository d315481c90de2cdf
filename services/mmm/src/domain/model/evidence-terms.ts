import type { ChannelShape } from './channel-shape.js';
import type { Effect } from './effect.js';
import { liftLog } from './evidence.js';

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
  readonly from: number;
  readonly to: number;
  readonly logAttributed: number;
  readonly sd: number;
  /** Slots of the mean bias of attribution and of its standard deviation between channels, of the logarithm. */
  readonly biasSlot: number;
  readonly biasSdSlot: number;
}

/**
 * `log(attributed / contribution) ~ N(b, sd)` with the channel's bias `b ~ N(mean, spread)` integrated out: attribution moves a
 * channel only as far as channels with experiments have shown that its bias is alike.
 */
export class AttributionTerm {
  contribution = 0;
  private byLogContribution = 0;
  private byBias = 0;
  private bySpread = 0;

  constructor(
    readonly plan: AttributionPlan,
    private readonly periods: number,
    private readonly units: Float64Array,
  ) {}

  evaluate(values: Float64Array, shape: ChannelShape, effect: Effect): number {
    const { plan, units, periods } = this;
    this.contribution = 0;
    for (let geo = 0; geo < units.length; geo++) {
      let sum = 0;
      for (let t = plan.from; t < plan.to; t++) sum += shape.values[geo * periods + t]!;
      this.contribution += units[geo]! * effect.factors[geo]! * sum;
    }
    const spread = values[plan.biasSdSlot]!;
    const variance = plan.sd ** 2 + spread ** 2;
    const distance = plan.logAttributed - Math.log(this.contribution) - values[plan.biasSlot]!;
    this.byBias = distance / variance;
    this.byLogContribution = distance / variance;
    this.bySpread = (spread * (distance * distance - variance)) / (variance * variance);
    return -0.5 * Math.log(variance) - (0.5 * distance * distance) / variance;
  }

  addSlopes(shape: ChannelShape, effect: Effect, shapeSlope: Float64Array, adjoint: Float64Array): void {
    const { plan, units, periods } = this;
    adjoint[plan.biasSlot]! += this.byBias;
    adjoint[plan.biasSdSlot]! += this.bySpread;
    const pull = this.byLogContribution / this.contribution;
    for (let geo = 0; geo < units.length; geo++) {
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
