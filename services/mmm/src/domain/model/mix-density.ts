import type { LogDensity } from '@stellwerk/statistics';
import type { ChannelShape, TimeVarying } from './channel-shape.js';
import { CollapsedGaussian } from './collapsed-gaussian.js';
import type { Effect } from './effect.js';
import type { AttributionTerm, ExperimentTerm } from './evidence-terms.js';
import type { PointwiseLikelihood } from './likelihoods.js';
import type { LinearDesign } from './linear-design.js';
import type { Parameters } from './parameters.js';
import { addTermSlopes, addTerms, type SampledLinear, type SampledTerm } from './sampled-linear.js';
import { dotRange } from './vector.js';

/** A channel's shape in the model, with the derivative by it, and its shape under 1 % more media where a prior needs that. */
export interface ChannelState {
  readonly name: string;
  readonly shape: ChannelShape;
  readonly slope: Float64Array;
  readonly more: ChannelShape | null;
  readonly moreSlope: Float64Array | null;
  readonly timeVarying: TimeVarying | null;
}

/** Likelihood with coefficients integrated out, or one of single observations with coefficients among the parameters. */
export type EquationLikelihood =
  | { readonly kind: 'collapsed'; readonly block: CollapsedGaussian; readonly noise: readonly number[] }
  | { readonly kind: 'pointwise'; readonly of: PointwiseLikelihood; readonly linear: SampledLinear };

/** One outcome and what it is the sum of. */
export interface Equation {
  readonly name: string;
  readonly effects: readonly { readonly channel: number; readonly effect: Effect }[];
  readonly design: LinearDesign;
  readonly terms: readonly SampledTerm[];
  readonly likelihood: EquationLikelihood;
}

export interface MixParts {
  readonly parameters: Parameters;
  readonly channels: readonly ChannelState[];
  readonly equations: readonly Equation[];
  readonly experiments: readonly ExperimentTerm[];
  readonly attribution: readonly AttributionTerm[];
  readonly geos: number;
  readonly periods: number;
}

/** Joint log density of data and parameters of a media mix model, with its gradient. Evaluations reuse buffers: one at a time. */
export class MixDensity implements LogDensity {
  readonly dimension: number;
  /** Log likelihood of the outcomes at the last evaluation: a quantity that depends on the data, for calibration checks. */
  logLikelihood = 0;
  private readonly media: Float64Array;
  private readonly slope: Float64Array;
  private readonly noise: Float64Array;

  constructor(readonly parts: MixParts) {
    const size = parts.geos * parts.periods;
    this.dimension = parts.parameters.dimension;
    this.media = new Float64Array(size);
    this.slope = new Float64Array(size);
    this.noise = new Float64Array(parts.geos);
  }

  evaluate(position: Float64Array, gradient: Float64Array): number {
    const { parameters, channels, equations, experiments, attribution } = this.parts;
    let log = parameters.read(position);
    const { values, adjoint } = parameters;
    for (const channel of channels) {
      channel.timeVarying?.evaluate(values);
      channel.shape.evaluate(values);
      channel.more?.evaluate(values);
      channel.slope.fill(0);
      channel.moreSlope?.fill(0);
    }
    this.logLikelihood = 0;
    for (const equation of equations) log += this.evaluateEquation(equation, values, adjoint);
    const main = equations[0]?.effects ?? [];
    const effectOn = (channel: number) => main.find((one) => one.channel === channel)!.effect;
    for (const term of experiments) {
      const { shape, slope } = channels[term.plan.channel]!;
      const effect = effectOn(term.plan.channel);
      log += term.evaluate(values, shape, effect);
      term.addSlopes(shape, effect, slope, adjoint);
    }
    for (const term of attribution) {
      const { shape, slope } = channels[term.plan.channel]!;
      const effect = effectOn(term.plan.channel);
      log += term.evaluate(shape, effect);
      term.addSlopes(shape, effect, slope);
    }
    for (const { effects } of equations)
      for (const { channel, effect } of effects) {
        const { slope, moreSlope } = channels[channel]!;
        effect.addSlopes(values, adjoint, slope, effect.plan.on === 'mroi' ? moreSlope : null);
      }
    for (const { shape, slope, more, moreSlope, timeVarying } of channels) {
      shape.addSlopes(slope, adjoint);
      if (more && moreSlope) more.addSlopes(moreSlope, adjoint);
      timeVarying?.addSlopes(values, adjoint);
    }
    parameters.writeGradient(position, gradient);
    return log;
  }

  /** Log likelihood of one outcome and log priors of its effects; adds the derivatives by effects, shapes and own parameters. */
  private evaluateEquation(equation: Equation, values: Float64Array, adjoint: Float64Array): number {
    const { channels, geos, periods } = this.parts;
    const { media } = this;
    let log = 0;
    media.fill(0);
    for (const { channel, effect } of equation.effects) {
      const { shape, more } = channels[channel]!;
      log += effect.evaluate(values, shape, effect.plan.on === 'mroi' ? more : null);
      for (let geo = 0; geo < geos; geo++) {
        const factor = effect.factors[geo]!;
        for (let at = geo * periods; at < (geo + 1) * periods; at++) media[at]! += factor * shape.values[at]!;
      }
    }
    addTerms(equation.terms, values, periods, media);
    equation.design.setVariances(values);
    const [value, slope] = this.evaluateLikelihood(equation, values, adjoint);
    log += value;
    addTermSlopes(equation.terms, slope, periods, adjoint);
    for (const { channel, effect } of equation.effects) {
      const { shape, slope: shapeSlope } = channels[channel]!;
      for (let geo = 0; geo < geos; geo++) {
        const factor = effect.factors[geo]!;
        const start = geo * periods;
        effect.slopes[geo]! += dotRange(slope, start, shape.values, start, periods);
        for (let at = start; at < start + periods; at++) shapeSlope[at]! += factor * slope[at]!;
      }
    }
    return log;
  }

  private evaluateLikelihood(
    { design, likelihood }: Equation,
    values: Float64Array,
    adjoint: Float64Array,
  ): readonly [number, Float64Array] {
    const { media, slope, noise } = this;
    if (likelihood.kind === 'collapsed') {
      const { block } = likelihood;
      for (const [geo, slot] of likelihood.noise.entries()) noise[geo] = values[slot]!;
      const log = block.evaluate(media, noise);
      for (const [geo, slot] of likelihood.noise.entries()) adjoint[slot]! += block.byLogNoise[geo]! / noise[geo]!;
      design.addVarianceSlopes(block.byLogVariance, block.byLogGeoVariance, values, adjoint);
      this.logLikelihood += log;
      return [log, block.residual];
    }
    const prior = likelihood.linear.add(values, media);
    slope.fill(0);
    const log = likelihood.of.evaluate(media, values, adjoint, slope);
    likelihood.linear.addSlopes(slope, values, adjoint);
    this.logLikelihood += log;
    return [prior + log, slope];
  }
}
