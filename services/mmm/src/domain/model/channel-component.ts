import type { Intervention } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import { saturationRules } from '../spec/kinds.js';
import type { CompiledChannel } from './compile-channels.js';
import type { DrawScalars } from './draw-scalars.js';
import { type MediaInput, Shape } from './shape.js';

/** A channel's effect on one outcome, on any panel. */
export interface Channel {
  readonly compiled: CompiledChannel;
  readonly input: MediaInput;
  /** Parameters of the shape in a draw. */
  readonly parameters: (values: DrawScalars) => Float64Array;
  /** Factor of the shape in a geo. */
  readonly factor: (values: DrawScalars, geo: number) => number;
  /** Change of the effect over time in a draw; null where it does not change. */
  readonly change: (values: DrawScalars) => Float64Array | null;
  /** Shape of the panel's media, for curves that are relative to it. */
  readonly observed: (parameters: Float64Array) => Shape | null;
  /**
   * Contribution in units of the outcome.
   * @param raised media in place of the panel's, where other channels raise them; null for none
   */
  readonly write: (
    values: DrawScalars,
    units: Float64Array,
    interventions: readonly Intervention[],
    raised: Float64Array | null,
    into: Float64Array,
  ) => void;
  /** Shares of the effect by lag. */
  readonly carryOver: (values: DrawScalars, into: Float64Array) => void;
}

/** @param firstFactor place of the first geo's factor in a draw */
export function channelOn(compiled: CompiledChannel, firstFactor: number, panel: Panel): Channel {
  const { plan, slots, state, name } = compiled;
  const input = compiled.mediaOn(panel);
  const constant = slots.map(() => false);
  const periods = panel.dates.length;
  const geos = panel.geos.length;
  const fixed = new Shape(plan, compiled.input, constant);
  // One for all calls: its values are read before the next call.
  const shape = new Shape(plan, input, constant);
  const observed = (parameters: Float64Array): Shape | null => {
    if (plan.saturation !== 'robyn-hill') return null;
    fixed.evaluate(parameters);
    return fixed;
  };
  const parameters = (values: DrawScalars) => Float64Array.from(slots, (slot) => values.slot(slot));
  const factor = (values: DrawScalars, geo: number) => values.at(firstFactor + geo);
  const change = (values: DrawScalars) => state.timeVarying?.factorsFor((slot) => values.slot(slot), periods) ?? null;
  return {
    compiled,
    input,
    parameters,
    factor,
    change,
    observed,
    write(values, units, interventions, raised, into) {
      const given = parameters(values);
      const media = intervene(raised ? { ...input, media: raised } : input, name, interventions);
      shape.use(media);
      shape.observe(observed(given));
      shape.evaluate(given);
      const changes = change(values);
      for (let geo = 0; geo < geos; geo++) {
        const unit = units[geo]! * factor(values, geo);
        for (let t = 0, at = geo * periods; t < periods; t++, at++)
          into[at] = unit * shape.values[at]! * (changes ? changes[t]! : 1);
      }
    },
    carryOver(values, into) {
      const impulse = new Float64Array(into.length);
      impulse[0] = 1;
      const linear = { ...plan, saturation: 'linear', order: 'adstock-first' } as const;
      const carried = new Shape(linear, { media: impulse, reach: null, periods: into.length }, constant);
      carried.evaluate(parameters(values).subarray(0, slots.length - saturationCount(compiled)));
      const sum = carried.values.reduce((total, value) => total + value, 0);
      for (let lag = 0; lag < into.length; lag++) into[lag] = carried.values[lag]! / sum;
    },
  };
}

const saturationCount = ({ plan }: CompiledChannel): number => saturationRules(plan.saturation).length;

/** Media of a channel after interventions: the exposure, or with reach and frequency the reach. */
export function intervene(input: MediaInput, channel: string, interventions: readonly Intervention[]): MediaInput {
  const own = interventions.filter((one) => one.channel === channel && one.factor !== 1);
  if (own.length === 0) return input;
  const media = (input.reach ?? input.media).slice();
  const { periods } = input;
  const geos = media.length / periods;
  for (const { factor, from = 0, to = periods, geos: chosen } of own)
    for (const geo of chosen ?? Array.from({ length: geos }, (_, at) => at))
      for (let at = geo * periods + from; at < geo * periods + Math.min(to, periods); at++) media[at]! *= factor;
  return input.reach ? { ...input, reach: media } : { ...input, media };
}
