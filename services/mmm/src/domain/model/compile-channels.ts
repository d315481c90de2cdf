import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Panel } from '../panel.js';
import { distributionOf } from '../spec/distribution.js';
import { adstockRule, saturationRules } from '../spec/kinds.js';
import { type AnyChannel, channelsOf, type EffectSpec, type MmmSpec, type Prior } from '../spec/mmm-spec.js';
import { quantile } from '../spec/moments.js';
import { ChannelShape, sampledOf, TimeVarying } from './channel-shape.js';
import { columnOf } from './column-of.js';
import { Effect, type EffectPlan } from './effect.js';
import { knotBasis } from './knots.js';
import type { ChannelState } from './mix-density.js';
import type { Parameters } from './parameters.js';
import { headsOf, mediaScale, type OutcomeScale } from './scaling.js';
import { type MediaInput, Shape, type ShapePlan } from './shape.js';

/** A channel as the model sees it. */
export interface CompiledChannel {
  readonly name: string;
  readonly kind: AnyChannel['kind'];
  readonly plan: ShapePlan;
  /** Scaled media of the whole panel. */
  readonly input: MediaInput;
  readonly mediaOn: MediaSource['on'];
  /** What the media (or the reach) per head are divided by. */
  readonly mediaScale: number;
  /** Money by geo and period; null for organic channels. */
  readonly spend: Float64Array | null;
  /** Slots of the parameters of carry-over and saturation. */
  readonly slots: readonly number[];
  readonly state: ChannelState;
}

export interface ChannelSource {
  readonly spec: MmmSpec;
  readonly panel: Panel;
  readonly fitted: number;
  readonly parameters: Parameters;
}

/** Media of a channel on any panel of the same geos, in the scale of the fitted one. */
export interface MediaSource {
  /** What the media (or the reach) per head are divided by. */
  readonly scale: number;
  readonly on: (panel: Panel) => MediaInput;
}

/** Media of every channel, in the order of the channels. */
export function mediaSources({ spec, panel, fitted }: ChannelSource): MediaSource[] {
  const heads = headsOf(panel);
  return channelsOf(spec).map((channel) => {
    const name = channel.kind === 'reach-frequency' ? channel.reach : channel.exposure;
    const scale = mediaScale(columnOf(panel, name), panel, spec.scaling.media, fitted);
    const scaled = (other: Panel) =>
      columnOf(other, name).map((value, at) => value / (heads[Math.floor(at / other.dates.length)]! * scale));
    return {
      scale,
      on: (other) =>
        channel.kind === 'reach-frequency'
          ? { periods: other.dates.length, media: columnOf(other, channel.frequency), reach: scaled(other) }
          : { periods: other.dates.length, media: scaled(other), reach: null },
    };
  });
}

/** What the model needs of a channel's shape. */
export interface ChannelUse {
  /** Its value under 1 % more media, for a prior on mROI. */
  readonly withMore: boolean;
  /** Whether several terms add to the derivative by it: further outcomes, evidence. */
  readonly isShared: boolean;
}

/** Adds the parameters of a channel's shape. @param prefix of their names, for shapes in another equation than the first */
export function compileChannel(
  source: ChannelSource,
  channel: AnyChannel,
  media: MediaSource,
  { withMore, isShared }: ChannelUse,
  prefix = '',
): CompiledChannel {
  const { panel, fitted, parameters } = source;
  const input = media.on(panel);
  const order = channel.kind === 'reach-frequency' ? 'reach' : channel.order;
  const { kind, maxLag, normalise } = channel.adstock;
  const plan: ShapePlan = {
    // Meridian: no more weights than periods.
    adstock: { kind, maxLag: Math.min(maxLag, panel.dates.length - 1), normalise },
    saturation: channel.saturation.kind,
    order,
  };
  const add = (name: string, given: Prior | undefined) =>
    parameters.add(`${prefix}${name}[${channel.name}]`, distributionOf(given ?? 1));
  const carried = adstockRule(kind).parameters.map(({ name }) => name);
  const slots = [
    ...carried.map((name) => add(name, channel.adstock.priors[name])),
    ...saturationRules(plan.saturation).map(({ name }) =>
      add(carried.some((other) => other === name) ? `saturation ${name}` : name, channel.saturation.priors[name]),
    ),
  ];
  const timeVarying = channel.timeVarying ? compileTimeVarying(source, channel, prefix) : null;
  const sampled = sampledOf(parameters, slots);
  const shape = new Shape(plan, input, sampled);
  const make = (of: Shape, given: MediaInput) => new ChannelShape(of, slots, given, timeVarying);
  const moreInput = withMore ? timesMedia(input, (value) => 1.01 * value) : null;
  const size = input.media.length;
  return {
    name: channel.name,
    kind: channel.kind,
    plan,
    input,
    mediaOn: media.on,
    mediaScale: media.scale,
    spend: channel.kind === 'organic' ? null : columnOf(panel, channel.spend),
    slots,
    state: {
      name: channel.name,
      shape: make(shape, input),
      slope: new Float64Array(size),
      isShared,
      more: moreInput ? make(new Shape(plan, moreInput, sampled, shape), moreInput) : null,
      moreSlope: moreInput ? new Float64Array(size) : null,
      timeVarying,
    },
  };

  function compileTimeVarying(
    { panel: { dates } }: ChannelSource,
    { name, timeVarying: given }: AnyChannel,
    start: string,
  ) {
    if (!given) return null;
    const count = Math.max(2, Math.round((fitted - 1) / given.everyPeriods) + 1);
    const sdSlot = parameters.add(`${start}changeSd[${name}]`, distributionOf(given.sd));
    const knots = Array.from({ length: count }, (_, at) => `${start}change[${name}, ${at + 1}]`);
    return new TimeVarying(knotBasis(count, dates.length, fitted), sdSlot, parameters.addNormals(knots, true));
  }
}

/** Media changed: the exposure, or with reach and frequency the reach. */
export const timesMedia = (input: MediaInput, change: (value: number, at: number) => number): MediaInput =>
  input.reach ? { ...input, reach: input.reach.map(change) } : { ...input, media: input.media.map(change) };

export interface EffectSource extends ChannelSource {
  readonly outcome: Float64Array;
  readonly scale: OutcomeScale;
  /** Money per unit by geo and period; null where the outcome is money or has no value. */
  readonly value: Float64Array | null;
  readonly prefix: string;
}

/** Adds the parameters of a channel's effect on one outcome. */
export function compileEffect(
  source: EffectSource,
  channel: CompiledChannel,
  spec: EffectSpec,
  geoEffects: AnyChannel['geoEffects'],
): Effect {
  const { panel, parameters, fitted, prefix } = source;
  const periods = panel.dates.length;
  const prior = distributionOf(spec.prior);
  const geo = panel.geos.length > 1 && geoEffects ? geoEffects : null;
  const sdSlot = geo ? parameters.add(`${prefix}geoSd[${channel.name}]`, distributionOf(geo.sd)) : -1;
  const deviations = panel.geos.map((name) => `${prefix}geoDeviation[${channel.name}, ${name}]`);
  const deviationSlot = geo ? parameters.addNormals(deviations) : -1;
  const [from, to] = windowOf(spec, source, channel.name);
  const weights = effectWeights(source, spec, from, to);
  const logDenominator = Math.log(denominator(source, channel, spec, from, to));
  const plan: Omit<EffectPlan, 'slot'> = {
    on: spec.on,
    prior,
    geo: geo ? { distribution: geo.distribution, sdSlot, deviationSlot } : null,
    weights,
    logDenominator,
  };
  if (prior.family === 'Constant') return new Effect({ ...plan, slot: null }, panel.geos.length, periods, fitted);
  const centre = Math.log(quantile(prior, 0.5)) + logDenominator + logMeasure(source, channel, plan);
  const spread = prior.family === 'LogNormal' && prior.shift === 0 ? (prior.parameters[1] ?? 1) : 1;
  const slot = parameters.addFree(`${prefix}logContribution[${channel.name}]`, centre, spread);
  return new Effect({ ...plan, slot }, panel.geos.length, periods, fitted);
}

/** With a prior on the factor itself the contribution's usual size is that of the shape at the priors' middle. */
function logMeasure({ parameters }: EffectSource, { state }: CompiledChannel, plan: Omit<EffectPlan, 'slot'>): number {
  if (plan.on !== 'coefficient' || plan.geo?.distribution === 'normal') return 0;
  parameters.read(new Float64Array(parameters.dimension));
  state.timeVarying?.evaluate(parameters.values);
  state.shape.evaluate(parameters.values);
  let sum = 0;
  for (const [at, weight] of plan.weights.entries()) sum += weight * state.shape.values[at]!;
  return Math.log(sum);
}

function windowOf(
  { window }: EffectSpec,
  { panel, fitted }: ChannelSource,
  channel: string,
): readonly [number, number] {
  if (!window) return [0, fitted];
  const inside = panel.dates
    .slice(0, fitted)
    .flatMap((date, at) => (date >= window.from && date <= window.to ? [at] : []));
  const [first] = inside;
  if (first === undefined)
    throw new StellwerkError(errors.MODEL_IMPOSSIBLE, {
      problem: `the window of the effect of ${channel}, ${window.from} to ${window.to}, holds no period of the data`,
    });
  return [first, first + inside.length];
}

function effectWeights(source: EffectSource, { on }: EffectSpec, from: number, to: number): Float64Array {
  const { panel, scale, value } = source;
  const periods = panel.dates.length;
  const money = on === 'roi' || on === 'mroi' ? value : null;
  return Float64Array.from({ length: panel.geos.length * periods }, (_, at) => {
    const t = at % periods;
    if (t < from || t >= to) return 0;
    return scale.heads[Math.floor(at / periods)]! * scale.scale * (money ? money[at]! : 1);
  });
}

function denominator(source: EffectSource, channel: CompiledChannel, { on }: EffectSpec, from: number, to: number) {
  if (on === 'coefficient') return 1;
  const periods = source.panel.dates.length;
  const of = on === 'contribution' ? source.outcome : channel.spend;
  let sum = 0;
  for (const [at, value] of (of ?? []).entries()) if (at % periods >= from && at % periods < to) sum += value;
  if (!(sum > 0))
    throw new StellwerkError(errors.MODEL_IMPOSSIBLE, {
      problem: `the prior on ${on} of ${channel.name} needs a positive ${on === 'contribution' ? 'outcome' : 'spend'} in its periods`,
    });
  return on === 'mroi' ? 0.01 * sum : sum;
}
