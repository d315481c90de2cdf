import type { Intervention } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import { type Channel, channelOn, intervene } from './channel-component.js';
import type { CompiledEquation, CompiledMix } from './compile.js';
import type { DrawLayout } from './draw-layout.js';
import type { DrawScalars } from './draw-scalars.js';
import { Shape } from './shape.js';

interface Mediator {
  readonly name: string;
  readonly equation: CompiledEquation;
  /** Media per head of the mediator are divided by it. */
  readonly mediaScale: number;
  readonly input: Float64Array;
  readonly upstream: readonly {
    readonly channel: Channel;
    /** Media that the panel's exposure of the mediator came with. */
    readonly usual: Float64Array;
  }[];
}

/**
 * Channels that raise the exposure of another. Under an intervention the mediator's exposure is what was observed, plus the change
 * of what the upstream channels bring about in its equation; it is never below 0.
 */
export class Mediation {
  private readonly mediators: readonly Mediator[];
  private readonly heads: Float64Array;

  constructor(mix: CompiledMix, layout: DrawLayout, panel: Panel) {
    const first = mix.equations.length - mix.spec.funnel.length;
    this.heads = mix.equations[0]!.scale.heads;
    this.mediators = mix.spec.funnel.map(({ mediator }, index) => {
      const equation = mix.equations[first + index]!;
      const own = mix.channels.find(({ name }) => name === mediator)!;
      const input = own.mediaOn(panel).media;
      const observed = own.input.media;
      return {
        name: mediator,
        equation,
        mediaScale: own.mediaScale,
        input,
        upstream: equation.equation.effects.map(({ channel }, effect) => {
          const compiled = mix.channels[channel]!;
          const place = layout.equations[first + index]!.factors[effect]!;
          const on = channelOn(compiled, place, panel);
          return { channel: on, usual: usualMedia(on, compiled.input, input, observed, mix.panel) };
        }),
      };
    });
  }

  /** Channels that act through a mediator. */
  upstreamOf(mediator: string): readonly string[] {
    const found = this.mediators.find(({ name }) => name === mediator);
    return found?.upstream.map(({ channel }) => channel.compiled.name) ?? [];
  }

  /** Mediators that a channel raises. */
  raisedBy(channel: string): readonly string[] {
    return this.mediators.filter(({ name }) => this.upstreamOf(name).includes(channel)).map(({ name }) => name);
  }

  /** Scaled exposure of a channel under interventions on those that raise it; null where nothing raises it. */
  exposure(name: string, values: DrawScalars, interventions: readonly Intervention[]): Float64Array | null {
    const mediator = this.mediators.find((one) => one.name === name);
    if (!mediator) return null;
    const { input, equation, mediaScale } = mediator;
    const result = input.slice();
    for (const { channel, usual } of mediator.upstream) {
      const media = intervene(channel.input, channel.compiled.name, interventions);
      const now = media.reach ?? media.media;
      if (now.every((value, at) => value === usual[at])) continue;
      const { periods } = media;
      const parameters = channel.parameters(values);
      const observed = channel.observed(parameters);
      const shapeOf = (given: Float64Array) => {
        const changed = media.reach ? { ...media, reach: given } : { ...media, media: given };
        const shape = new Shape(
          channel.compiled.plan,
          changed,
          channel.compiled.slots.map(() => false),
          observed,
        );
        shape.evaluate(parameters);
        return shape.values;
      };
      const [after, before] = [shapeOf(now), shapeOf(usual)];
      const change = channel.change(values);
      for (let at = 0; at < result.length; at++) {
        const geo = Math.floor(at / periods);
        // From the mediator's scaled outcome to its exposure, and from there to its scaled media.
        const unit = (equation.scale.heads[geo]! * equation.scale.scale) / (this.heads[geo]! * mediaScale);
        const moved = unit * channel.factor(values, geo) * (after[at]! - before[at]!);
        result[at]! += moved * (change ? change[at % periods]! : 1);
      }
    }
    return result.map((value) => Math.max(0, value));
  }
}

/**
 * Media that the panel's exposure of the mediator belongs to: those of the fitted panel where the exposure is still the observed one,
 * so that changing an upstream channel moves the mediator, and the panel's own where the exposure was planned with them.
 */
function usualMedia(
  channel: Channel,
  fitted: Channel['input'],
  exposure: Float64Array,
  observed: Float64Array,
  panel: Panel,
): Float64Array {
  const now = channel.input.reach ?? channel.input.media;
  const before = fitted.reach ?? fitted.media;
  const [length, known] = [channel.input.periods, panel.dates.length];
  return now.map((value, at) => {
    const [geo, t] = [Math.floor(at / length), at % length];
    const place = geo * known + t;
    return t < known && exposure[at] === observed[place] ? before[place]! : value;
  });
}
