import type { Distribution } from '../spec/distribution.js';
import { logDensity, logDensitySlope } from '../spec/log-density.js';
import type { EffectSpec } from '../spec/mmm-spec.js';
import type { ChannelShape } from './channel-shape.js';
import { dotRange } from './vector.js';

/** How a channel's effect by geo follows from its parameters. */
export interface EffectPlan {
  readonly on: EffectSpec['on'];
  readonly prior: Distribution;
  /** Slot of q; null where the prior is a constant. */
  readonly slot: number | null;
  readonly geo: {
    readonly distribution: 'log-normal' | 'normal';
    readonly sdSlot: number;
    /** First of the standard normal deviations of the geos. */
    readonly deviationSlot: number;
  } | null;
  /** What a unit of the scaled outcome counts, geos × periods; 0 outside the window of the prior. */
  readonly weights: Float64Array;
  /** Logarithm of what the contribution is divided by: spend, 1 % of the spend, or the outcome. */
  readonly logDenominator: number;
}

/**
 * From one number per channel to the factor of its shape in every geo. The number is q = log contribution, whatever the prior is
 * about: it is what the data determine, so carry-over and saturation hardly move it.
 *
 * With `M_g = sum_t weight f_gt` and the geo factors `E_g = exp(eta d_g)`: `beta_g = e^q E_g / sum_g E_g M_g` (log-normal), or
 * `beta_g = beta + eta d_g`, `beta = (e^q - eta sum_g d_g M_g) / sum_g M_g` (normal). For a prior on mROI, f is what 1 % more media
 * adds. The prior stands on `Q = e^q / denominator`, or on beta itself; a shift of log Q by other parameters has log Jacobian 0, so
 * `log p(Q) + log Q` is added.
 */
export class Effect {
  /** Factor of the shape by geo. */
  readonly factors: Float64Array;
  /** Derivative of the log density by each factor; added to by others. */
  readonly slopes: Float64Array;
  /** The quantity that the prior is about. */
  quantity = 0;
  private readonly measures: Float64Array;
  private readonly growth: Float64Array;
  private total = 0;
  private size = 0;
  private readonly onFactor: boolean;
  private readonly measured: boolean;

  constructor(
    readonly plan: EffectPlan,
    geos: number,
    private readonly periods: number,
    private readonly fitted: number,
  ) {
    this.factors = new Float64Array(geos);
    this.slopes = new Float64Array(geos);
    this.measures = new Float64Array(geos);
    this.growth = new Float64Array(geos).fill(1);
    this.onFactor = plan.on === 'coefficient';
    this.measured = !(this.onFactor && plan.geo?.distribution === 'normal');
  }

  /** @param more shape under 1 % more media, for a prior on mROI @returns the log prior of q */
  evaluate(values: Float64Array, shape: ChannelShape, more: ChannelShape | null): number {
    const { plan, factors, measures, growth } = this;
    this.slopes.fill(0);
    this.measure(shape, more);
    const eta = plan.geo ? values[plan.geo.sdSlot]! : 0;
    const first = plan.geo?.deviationSlot ?? 0;
    const normal = plan.geo?.distribution === 'normal';
    this.total = 0;
    for (let geo = 0; geo < factors.length; geo++) {
      if (plan.geo && !normal) growth[geo] = Math.exp(eta * values[first + geo]!);
      this.total += growth[geo]! * measures[geo]!;
    }
    const byFactor = this.onFactor && this.measured;
    const q = plan.slot === null ? this.constantLog(byFactor) : values[plan.slot]!;
    this.size = Math.exp(q);
    this.quantity = byFactor ? this.size / this.total : this.size * Math.exp(-plan.logDenominator);
    if (normal) {
      let shift = 0;
      if (this.measured)
        for (let geo = 0; geo < factors.length; geo++) shift += eta * values[first + geo]! * measures[geo]!;
      const centre = (this.size - shift) / this.total;
      for (let geo = 0; geo < factors.length; geo++) factors[geo] = centre + eta * values[first + geo]!;
    } else for (let geo = 0; geo < factors.length; geo++) factors[geo] = (this.size * growth[geo]!) / this.total;
    return plan.slot === null ? 0 : logDensity(plan.prior, this.quantity) + Math.log(this.quantity);
  }

  /**
   * Passes the derivative by the outcome on to the parameters and to the shape; `slopes` must be complete.
   * @param outcomeSlope derivative of the log density by the scaled outcome, geos × periods
   * @param shapeSlope derivative by the shape's values, written, or added to
   * @param moreSlope the same of the shape under 1 % more media, added to
   */
  addSlopes(
    values: Float64Array,
    adjoint: Float64Array,
    outcomeSlope: Float64Array,
    shapeSlope: Float64Array,
    isAdded: boolean,
    moreSlope: Float64Array | null,
  ): void {
    const { plan, slopes, factors, periods, fitted } = this;
    const { weights } = plan;
    const byPrior = plan.slot === null ? 0 : logDensitySlope(plan.prior, this.quantity) * this.quantity + 1;
    const byMeasure =
      plan.geo?.distribution === 'normal'
        ? this.normalSlopes(values, adjoint, byPrior)
        : this.logNormalSlopes(values, adjoint, byPrior);
    slopes.fill(0);
    for (let geo = 0; geo < slopes.length; geo++) {
      const factor = factors[geo]!;
      const moved = this.measured ? byMeasure[geo]! : 0;
      const measure = moreSlope ? -moved : moved;
      const start = geo * periods;
      if (isAdded)
        for (let at = start; at < start + fitted; at++)
          shapeSlope[at]! += factor * outcomeSlope[at]! + measure * weights[at]!;
      else
        for (let at = start; at < start + fitted; at++)
          shapeSlope[at] = factor * outcomeSlope[at]! + measure * weights[at]!;
      if (moreSlope) for (let at = start; at < start + fitted; at++) moreSlope[at]! += moved * weights[at]!;
    }
  }

  private measure(shape: ChannelShape, more: ChannelShape | null): void {
    const { measures, periods, fitted } = this;
    const { weights } = this.plan;
    for (let geo = 0; geo < measures.length; geo++) {
      let sum = 0;
      if (!this.measured) sum = 1 / measures.length;
      else if (more)
        for (let at = geo * periods; at < geo * periods + fitted; at++)
          sum += weights[at]! * (more.values[at]! - shape.values[at]!);
      else sum = dotRange(weights, geo * periods, shape.values, geo * periods, fitted);
      measures[geo] = sum;
    }
  }

  private constantLog(byFactor: boolean): number {
    const log = Math.log(this.plan.prior.parameters[0]!);
    return byFactor ? log + Math.log(this.total) : log + this.plan.logDenominator;
  }

  private logNormalSlopes(values: Float64Array, adjoint: Float64Array, byPrior: number): Float64Array {
    const { plan, factors, slopes, measures, growth, total } = this;
    let sum = 0;
    for (let geo = 0; geo < factors.length; geo++) sum += factors[geo]! * slopes[geo]!;
    let byLogTotal = -sum;
    if (plan.slot !== null) {
      adjoint[plan.slot]! += sum + byPrior;
      if (this.onFactor) byLogTotal -= byPrior;
    } else if (this.onFactor) byLogTotal = 0;
    const result = new Float64Array(factors.length);
    for (let geo = 0; geo < factors.length; geo++) {
      result[geo] = (byLogTotal * growth[geo]!) / total;
      if (!plan.geo) continue;
      const byExponent = factors[geo]! * slopes[geo]! + result[geo]! * measures[geo]!;
      const deviation = plan.geo.deviationSlot + geo;
      adjoint[plan.geo.sdSlot]! += byExponent * values[deviation]!;
      adjoint[deviation]! += byExponent * values[plan.geo.sdSlot]!;
    }
    return result;
  }

  private normalSlopes(values: Float64Array, adjoint: Float64Array, byPrior: number): Float64Array {
    const { plan, slopes, measures, total, size } = this;
    const result = new Float64Array(slopes.length);
    if (!plan.geo) return result;
    const eta = values[plan.geo.sdSlot]!;
    let byCentre = 0;
    let shift = 0;
    for (let geo = 0; geo < slopes.length; geo++) {
      byCentre += slopes[geo]!;
      if (this.measured) shift += values[plan.geo.deviationSlot + geo]! * measures[geo]!;
    }
    if (plan.slot !== null) adjoint[plan.slot]! += (byCentre * size) / total + byPrior;
    const centre = (size - eta * shift) / total;
    for (let geo = 0; geo < slopes.length; geo++) {
      const deviation = plan.geo.deviationSlot + geo;
      const moved = this.measured ? (byCentre * measures[geo]!) / total : 0;
      adjoint[plan.geo.sdSlot]! += (slopes[geo]! - moved) * values[deviation]!;
      adjoint[deviation]! += (slopes[geo]! - moved) * eta;
      result[geo] = (-byCentre * (eta * values[deviation]! + centre)) / total;
    }
    return result;
  }
}
