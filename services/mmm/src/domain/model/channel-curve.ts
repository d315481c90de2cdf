import { adstockRule } from '../spec/kinds.js';
import type { Channel } from './channel-component.js';
import { partOf } from './compile-evidence.js';
import type { FittedMix } from './fitted-mix.js';
import { isConcave } from './saturation.js';
import { type MediaInput, Shape } from './shape.js';

/** Periods after the window in which carry-over without an end still counts. */
const LONG = 52;

/** Value added by one channel as a function of its budget for a window, draw by draw. */
export class ChannelCurve {
  /** Whether every draw's curve is concave. */
  readonly isConcave: boolean;
  /** Money of the panel's own media in the window. */
  readonly usualBudget: number;
  private readonly media: WindowMedia;
  /** Money per unit of the scaled outcome, for the cells of the media. */
  private readonly values: Float64Array;
  private readonly parameters: readonly Float64Array[];
  private readonly factors: readonly Float64Array[];
  private readonly changes: readonly (Float64Array | null)[];
  private readonly none: Float64Array;

  constructor(
    fitted: FittedMix,
    private readonly channel: Channel,
    private readonly geos: readonly number[],
    from: number,
    to: number,
    draws: readonly number[],
  ) {
    const { panel } = fitted;
    const scalars = draws.map((draw) => fitted.scalars(draw));
    this.parameters = scalars.map(channel.parameters);
    this.factors = scalars.map((values) => Float64Array.from(geos, (geo) => channel.factor(values, geo)));
    this.changes = scalars.map(channel.change);
    this.media = windowMedia(channel, geos, from, to, panel.dates.length);
    const spend = panel.columns.get(fitted.spendColumn(channel.compiled.name)) ?? new Float64Array();
    const periods = panel.dates.length;
    let money = 0;
    for (const geo of geos) for (let t = from; t < to; t++) money += spend[geo * periods + t] ?? 0;
    this.usualBudget = money;
    const { length } = this.media;
    this.values = Float64Array.from({ length: geos.length * length }, (_, at) => {
      const geo = geos[Math.floor(at / length)]!;
      const t = Math.min(this.media.first + (at % length), periods - 1);
      const before = this.media.first + (at % length) < from;
      return before ? 0 : fitted.units[geo]! * (panel.valuePerUnit?.[geo * periods + t] ?? 1);
    });
    const { saturation, order } = channel.compiled.plan;
    const carried = adstockRule(channel.compiled.plan.adstock.kind).parameters.length;
    this.isConcave =
      this.factors.every((own) => own.every((factor) => factor >= 0)) &&
      // Money buys reach, in which the effect is linear.
      (order === 'reach' || this.parameters.every((own) => isConcave(saturation, own.subarray(carried))));
    this.none = new Float64Array(draws.length);
    this.fill(0, this.none, new Float64Array(draws.length));
  }

  /** @param value written @param slope written */
  evaluate(budget: number, value: Float64Array, slope: Float64Array): void {
    this.fill(budget / this.usualBudget, value, slope);
    for (let draw = 0; draw < value.length; draw++) {
      value[draw]! -= this.none[draw]!;
      slope[draw]! /= this.usualBudget;
    }
  }

  /** Value of all media with the window's times a factor, and its derivative by the factor. */
  private fill(factor: number, value: Float64Array, slope: Float64Array): void {
    const { media, channel, values, geos } = this;
    const { plan } = channel.compiled;
    const input = media.at(factor);
    const shape = new Shape(plan, input, [], null, media.direction);
    for (let draw = 0; draw < value.length; draw++) {
      const parameters = this.parameters[draw]!;
      shape.observe(channel.observed(parameters));
      shape.evaluate(parameters);
      const change = this.changes[draw]!;
      let [sum, moved] = [0, 0];
      for (let row = 0; row < geos.length; row++) {
        const own = this.factors[draw]![row]!;
        for (let t = 0, at = row * media.length; t < media.length; t++, at++) {
          const weight = own * values[at]! * (change ? change[Math.min(media.first + t, change.length - 1)]! : 1);
          sum += weight * shape.values[at]!;
          moved += weight * shape.along[at]!;
        }
      }
      value[draw] = sum;
      slope[draw] = moved;
    }
  }
}

interface WindowMedia {
  /** First period of the cells, and their number per geo. */
  readonly first: number;
  readonly length: number;
  readonly at: (factor: number) => MediaInput;
  /** Derivative of the media by the factor. */
  readonly direction: Float64Array;
}

/** Media from as long before the window as they act in it, to the end of the window's carry-over; no media after the panel. */
function windowMedia(
  channel: Channel,
  geos: readonly number[],
  from: number,
  to: number,
  periods: number,
): WindowMedia {
  const { kind, maxLag } = channel.compiled.plan.adstock;
  const endless = kind === 'geometric-infinite';
  const first = endless ? 0 : Math.max(0, from - maxLag);
  const end = to + (endless ? LONG : maxLag);
  const length = end - first;
  const part = partOf(channel.input, geos, first, Math.min(end, periods));
  // Media that follow the window would act together with its carry-over: they stay out, as they belong to the next plan.
  const pad = (values: Float64Array, keep: (t: number) => boolean) => {
    const padded = new Float64Array(geos.length * length);
    for (let row = 0; row < geos.length; row++)
      for (let t = 0; t < part.periods; t++)
        if (keep(first + t)) padded[row * length + t] = values[row * part.periods + t]!;
    return padded;
  };
  const own = part.reach ?? part.media;
  const before = pad(own, (t) => t < from);
  const direction = pad(own, (t) => t >= from && t < to);
  const frequency = part.reach ? pad(part.media, () => true) : null;
  return {
    first,
    length,
    direction,
    at(factor) {
      const media = before.map((value, at) => value + factor * direction[at]!);
      return frequency ? { periods: length, media: frequency, reach: media } : { periods: length, media, reach: null };
    },
  };
}
