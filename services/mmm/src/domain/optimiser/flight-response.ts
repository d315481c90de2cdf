import { type SaturationForm, saturations } from './saturation.js';

/** A channel whose money is to be spread over the weeks of a plan; its effect carries over and is saturated week by week. */
export interface FlightedChannel {
  readonly form: SaturationForm;
  /** Weeks of the plan. */
  readonly weeks: number;
  readonly draws: number;
  /** Weeks that an effect can last, its own included. */
  readonly lags: number;
  /** Weights by lag, draw after draw: draws × lags. */
  readonly carryOver: Float64Array;
  /** Exposure per unit of money in each week. */
  readonly exposure: Float64Array;
  /** Value of a unit of saturated effect in each week of the plan and the `lags − 1` after it: season, price. */
  readonly worth: Float64Array;
  /** Money of the `lags − 1` weeks before the plan, the last one last; absent: nothing. */
  readonly before?: Float64Array;
  /** Value at full saturation, half point or rate, and Hill slope (absent: 1), per draw. */
  readonly scale: Float64Array;
  readonly shape: Float64Array;
  readonly slope?: Float64Array;
}

/** Posterior mean of the value of money spread over the weeks of a plan. */
export interface SpreadResponse {
  /** Weeks of the plan. */
  readonly weeks: number;
  /** Whether every draw's value is concave in the money of all weeks together. */
  readonly isConcave: boolean;
  /**
   * @param weekly money per week
   * @param gradient written, as long as `weekly`; null where it is not needed
   */
  evaluate(weekly: Float64Array, gradient: Float64Array | null): number;
}

/** The value of a channel with one series of exposure, in closed form. */
export class FlightResponse implements SpreadResponse {
  readonly isConcave: boolean;
  readonly #channel: FlightedChannel;

  constructor(channel: FlightedChannel) {
    this.#channel = channel;
    const { steepest } = saturations[channel.form];
    this.isConcave = channel.scale.every(
      (scale, draw) => scale >= 0 && steepest(channel.shape[draw] ?? 0, channel.slope?.[draw] ?? 1) === 0,
    );
  }

  get weeks(): number {
    return this.#channel.weeks;
  }

  evaluate(weekly: Float64Array, gradient: Float64Array | null): number {
    const { weeks, draws, lags, carryOver, exposure, worth, before, scale, shape, slope, form } = this.#channel;
    const saturation = saturations[form];
    gradient?.fill(0);
    let value = 0;
    // Exposure of the weeks before the plan, of the plan, and nothing after it.
    const past = lags - 1;
    const exposed = new Float64Array(past + weeks + past);
    for (let week = 0; week < past; week++) exposed[week] = (before?.[week] ?? 0) * (exposure[0] ?? 1);
    for (let week = 0; week < weeks; week++) exposed[past + week] = (weekly[week] ?? 0) * (exposure[week] ?? 1);
    for (let draw = 0; draw < draws; draw++) {
      const [factor, k, s] = [scale[draw] ?? 0, shape[draw] ?? 0, slope?.[draw] ?? 1];
      for (let week = 0; week < weeks + past; week++) {
        let carried = 0;
        for (let lag = 0; lag < lags; lag++)
          carried += (carryOver[draw * lags + lag] ?? 0) * (exposed[past + week - lag] ?? 0);
        const unit = factor * (worth[week] ?? 0);
        value += unit * saturation.value(carried, k, s);
        if (gradient === null) continue;
        const moved = unit * Math.min(saturation.slope(carried, k, s), Number.MAX_VALUE);
        for (let lag = Math.max(0, week - weeks + 1); lag < lags && lag <= week; lag++) {
          const at = week - lag;
          gradient[at] = (gradient[at] ?? 0) + moved * (carryOver[draw * lags + lag] ?? 0) * (exposure[at] ?? 1);
        }
      }
    }
    if (gradient !== null) for (let week = 0; week < weeks; week++) gradient[week] = (gradient[week] ?? 0) / draws;
    return value / draws;
  }
}
