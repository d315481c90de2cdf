import type { LogDensity } from '@stellwerk/statistics';
import type { ChannelShape, TimeVarying } from './channel-shape.js';
import { CollapsedGaussian } from './collapsed-gaussian.js';
import type { Effect } from './effect.js';
import type { AttributionTerm, ExperimentTerm } from './evidence-terms.js';
import type { PointwiseLikelihood } from './likelihoods.js';
import type { LinearDesign } from './linear-design.js';
import type { Parameters } from './parameters.js';
import { addTermSlopes, addTerms, type SampledLinear, type SampledTerm } from './sampled-linear.js';
import { addColumns, dotRange } from './vector.js';

/** A channel's shape in the model, with the derivative by it, and its shape under 1 % more media where a prior needs that. */
export interface ChannelState {
  readonly name: string;
  readonly shape: ChannelShape;
  readonly slope: Float64Array;
  /** Whether more than one outcome's effect adds to `slope`. */
  readonly isShared: boolean;
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
  /** By outcome: derivative by the scaled outcome. */
  private readonly slopes: readonly Float64Array[];
  private readonly noise: Float64Array;

  constructor(readonly parts: MixParts) {
    const size = parts.geos * parts.periods;
    this.dimension = parts.parameters.dimension;
    this.media = new Float64Array(size);
    this.slopes = parts.equations.map(({ likelihood }) =>
      likelihood.kind === 'collapsed' ? likelihood.block.residual : new Float64Array(size),
    );
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
      if (channel.isShared) channel.slope.fill(0);
      channel.moreSlope?.fill(0);
    }
    this.logLikelihood = 0;
    for (const [index, equation] of equations.entries())
      log += this.evaluateEquation(equation, values, adjoint, this.slopes[index]!);
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
    for (const [index, { effects }] of equations.entries())
      for (const { channel, effect } of effects) {
        const { slope, isShared, moreSlope } = channels[channel]!;
        const more = effect.plan.on === 'mroi' ? moreSlope : null;
        effect.addSlopes(values, adjoint, this.slopes[index]!, slope, isShared, more);
      }
    for (const { shape, slope, more, moreSlope, timeVarying } of channels) {
      shape.addSlopes(slope, adjoint);
      if (more && moreSlope) more.addSlopes(moreSlope, adjoint);
      timeVarying?.addSlopes(values, adjoint);
    }
    parameters.writeGradient(position, gradient);
    return log;
  }

  /**
   * Log likelihood of one outcome and log priors of its effects; adds the derivatives by effects and own parameters.
   * @param slope derivative by the scaled outcome, written
   */
  private evaluateEquation(
    equation: Equation,
    values: Float64Array,
    adjoint: Float64Array,
    slope: Float64Array,
  ): number {
    const { channels, geos, periods } = this.parts;
    const { media } = this;
    const { effects, terms, design } = equation;
    let log = 0;
    for (const { channel, effect } of effects) {
      const { shape, more } = channels[channel]!;
      log += effect.evaluate(values, shape, effect.plan.on === 'mroi' ? more : null);
    }
    media.fill(0);
    const shapes = effects.map(({ channel }) => channels[channel]!.shape.values);
    const factors = new Float64Array(effects.length);
    for (let geo = 0; geo < geos; geo++) {
      const start = geo * periods;
      for (let at = 0; at < effects.length; at++) factors[at] = effects[at]!.effect.factors[geo]!;
      addColumns(shapes, 0, shapes.length, start, factors, 0, media, start, periods);
    }
    addTerms(terms, values, periods, media);
    design.setVariances(values);
    log += this.evaluateLikelihood(equation, values, adjoint, slope);
    addTermSlopes(terms, slope, periods, adjoint);
    for (const { channel, effect } of effects) {
      const { shape } = channels[channel]!;
      for (let geo = 0; geo < geos; geo++)
        effect.slopes[geo]! += dotRange(slope, geo * periods, shape.values, geo * periods, periods);
    }
    return log;
  }

  private evaluateLikelihood(
    { design, likelihood }: Equation,
    values: Float64Array,
    adjoint: Float64Array,
    slope: Float64Array,
  ): number {
    const { media, noise } = this;
    if (likelihood.kind === 'collapsed') {
      const { block } = likelihood;
      const slots = likelihood.noise;
      for (let geo = 0; geo < slots.length; geo++) noise[geo] = values[slots[geo]!]!;
      const log = block.evaluate(media, noise);
      for (let geo = 0; geo < slots.length; geo++) adjoint[slots[geo]!]! += block.byLogNoise[geo]! / noise[geo]!;
      design.addVarianceSlopes(block.byLogVariance, block.byLogGeoVariance, values, adjoint);
      this.logLikelihood += log;
      return log;
    }
    const prior = likelihood.linear.add(values, media);
    const log = likelihood.of.evaluate(media, values, adjoint, slope);
    likelihood.linear.addSlopes(slope, values, adjoint);
    this.logLikelihood += log;
    return prior + log;
  }
}
