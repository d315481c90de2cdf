import type { ResponseCurves } from '../response-curves.js';
import { type Saturation, type SaturationForm, saturations } from './saturation.js';

/** A channel whose value is a sum over periods (and geos) of a saturation of its exposure there. */
export interface SaturatedChannel {
  readonly name: string;
  readonly form: SaturationForm;
  /**
   * Exposure, carry-over included, per unit of the channel's money over the window: one number per period, for all draws or, draw
   * after draw, for each.
   */
  readonly exposure: Float64Array;
  /** Periods in {@link exposure}. */
  readonly periods: number;
  /** Value at full saturation of one period, per draw. */
  readonly scale: Float64Array;
  /** Half point, rate or exponent, per draw; see {@link Saturation}. */
  readonly shape: Float64Array;
  /** Hill slope per draw; absent: 1. */
  readonly slope?: Float64Array;
}

/** Response curves of saturations in closed form, with bounds of their slopes. */
export function saturationCurves(channels: readonly SaturatedChannel[], draws: number): ResponseCurves {
  const sums = channels.map((channel) => new PeriodSum(channel, draws));
  const at = (channel: number): PeriodSum => {
    const sum = sums[channel];
    if (sum === undefined) throw new RangeError(`there is no channel ${channel}`);
    return sum;
  };
  return {
    channels: channels.map(({ name }) => name),
    draws,
    concave: sums.map(({ isConcave }) => isConcave),
    evaluate: (channel, budget, value, slope) => at(channel).evaluate(budget, value, slope),
    slopeBounds: (channel, low, high, lowest, highest) => at(channel).slopeBounds(low, high, lowest, highest),
  };
}

class PeriodSum {
  readonly isConcave: boolean;
  readonly #channel: SaturatedChannel;
  readonly #saturation: Saturation;
  readonly #draws: number;
  /** 0 where all draws share the exposure. */
  readonly #stride: number;
  /** Exposure of the steepest slope, per draw. */
  readonly #steepest: Float64Array;
  readonly #slope: Float64Array;

  constructor(channel: SaturatedChannel, draws: number) {
    const { exposure, periods, scale, shape, slope } = channel;
    for (const [name, array] of Object.entries({ scale, shape, slope }))
      if (array !== undefined && array.length !== draws)
        throw new RangeError(`${channel.name}.${name} is not ${draws} long`);
    if (exposure.length !== periods && exposure.length !== periods * draws)
      throw new RangeError(`${channel.name}.exposure is neither ${periods} nor ${periods * draws} long`);
    this.#channel = channel;
    this.#saturation = saturations[channel.form];
    this.#draws = draws;
    this.#stride = exposure.length === periods ? 0 : periods;
    this.#slope = slope ?? new Float64Array(draws).fill(1);
    this.#steepest = shape.map((k, draw) => this.#saturation.steepest(k, this.#slope[draw] ?? 1));
    this.isConcave = this.#steepest.every((x) => x === 0) && scale.every((one) => one >= 0);
  }

  evaluate(budget: number, value: Float64Array, slope: Float64Array): void {
    const { exposure, periods, scale, shape, form } = this.#channel;
    const isHyperbola = form === 'hill' || form === 'michaelis-menten';
    for (let draw = 0; draw < this.#draws; draw++) {
      const k = shape[draw] ?? 0;
      const s = this.#slope[draw] ?? 1;
      const offset = draw * this.#stride;
      let sum = 0;
      let derivative = 0;
      if (isHyperbola && s === 1) {
        // The most common curve, without calls: most of the time of an optimisation is spent here.
        for (let period = 0; period < periods; period++) {
          const each = exposure[offset + period] ?? 0;
          const part = 1 / (budget * each + k);
          sum += budget * each * part;
          derivative += each * k * part * part;
        }
      } else
        for (let period = 0; period < periods; period++) {
          const each = exposure[offset + period] ?? 0;
          if (each === 0) continue;
          sum += this.#saturation.value(budget * each, k, s);
          derivative += each * this.#saturation.slope(budget * each, k, s);
        }
      value[draw] = (scale[draw] ?? 0) * sum;
      slope[draw] = (scale[draw] ?? 0) * derivative;
    }
  }

  /** The slope of each term rises to its steepest point and falls after it, so on an interval its bounds are at the ends or there. */
  slopeBounds(low: number, high: number, lowest: Float64Array, highest: Float64Array): void {
    const { exposure, periods, scale, shape } = this.#channel;
    for (let draw = 0; draw < this.#draws; draw++) {
      const k = shape[draw] ?? 0;
      const s = this.#slope[draw] ?? 1;
      const peak = this.#steepest[draw] ?? 0;
      const offset = draw * this.#stride;
      let least = 0;
      let most = 0;
      for (let period = 0; period < periods; period++) {
        const each = exposure[offset + period] ?? 0;
        if (each === 0) continue;
        const left = this.#saturation.slope(low * each, k, s);
        const right = this.#saturation.slope(high * each, k, s);
        const isPeakInside = low * each < peak && peak < high * each;
        least += each * Math.min(left, right);
        most += each * (isPeakInside ? this.#saturation.slope(peak, k, s) : Math.max(left, right));
      }
      const factor = scale[draw] ?? 0;
      lowest[draw] = factor * (factor >= 0 ? least : most);
      highest[draw] = factor * (factor >= 0 ? most : least);
    }
  }
}
