import type { Channel } from '../model/channel-component.js';
import { partOf } from '../model/compile-evidence.js';
import type { FittedMix } from '../model/fitted-mix.js';
import { isConcave } from '../model/saturation.js';
import { type MediaInput, Shape } from '../model/shape.js';
import { adstockRule } from '../spec/kinds.js';
import type { SpreadResponse } from './flight-response.js';

/** Periods after the window in which carry-over without an end still counts. */
const LONG = 52;

/** Part of a panel that money is spread over. */
export interface SpreadWindow {
  /** Index of the first period, and after the last. */
  readonly from: number;
  readonly to: number;
  /** Periods that share one amount: 1 for weeks, 7 for days. */
  readonly periodsPerWeek: number;
}

/**
 * The value of a fitted channel's money spread over the weeks of a window. A week's money buys media in all geos at the cost of that
 * week; in a week without money, at the cost of the whole window. Value counts until the carry-over of the last week has ended, as
 * for response curves; media before the window keep acting, and what they do counts on neither side.
 */
export class MixSpread implements SpreadResponse {
  readonly weeks: number;
  readonly isConcave: boolean;
  /** The panel's own money per week. */
  readonly usual: Float64Array;
  readonly #channel: Channel;
  readonly #geos: readonly number[];
  readonly #first: number;
  readonly #length: number;
  /** Scaled media before the window, and frequencies where the channel has them. */
  readonly #before: Float64Array;
  readonly #frequency: Float64Array | null;
  /** Scaled media per unit of money, by week. */
  readonly #directions: readonly Float64Array[];
  /** One per week, with the derivative along its direction. */
  readonly #shapes: readonly Shape[];
  readonly #draws: readonly Draw[];
  readonly #values: Float64Array;

  /** @param draws indices of the posterior's draws */
  constructor(fitted: FittedMix, name: string, { from, to, periodsPerWeek }: SpreadWindow, draws: readonly number[]) {
    const { panel } = fitted;
    const periods = panel.dates.length;
    const channel = fitted.channelNamed(name);
    const { plan } = channel.compiled;
    const isEndless = plan.adstock.kind === 'geometric-infinite';
    this.weeks = Math.ceil((to - from) / periodsPerWeek);
    this.#channel = channel;
    this.#geos = panel.geos.map((_, geo) => geo);
    this.#first = isEndless ? 0 : Math.max(0, from - plan.adstock.maxLag);
    const end = to + (isEndless ? LONG : plan.adstock.maxLag);
    this.#length = end - this.#first;
    const part = partOf(channel.input, this.#geos, this.#first, Math.min(end, periods));
    const own = this.#padded(part.reach ?? part.media, part.periods);
    const weekOf = (at: number) => Math.floor((this.#first + (at % this.#length) - from) / periodsPerWeek);
    const isInside = (at: number) => weekOf(at) >= 0 && this.#first + (at % this.#length) < to;
    this.#before = own.map((media, at) => (weekOf(at) < 0 ? media : 0));
    this.#frequency = part.reach ? this.#padded(part.media, part.periods) : null;
    this.usual = moneyByWeek(fitted, name, { from, to, periodsPerWeek });
    this.#directions = this.#directionsOf(own, (at) => (isInside(at) ? weekOf(at) : -1));
    this.#draws = draws.map((draw): Draw => {
      const scalars = fitted.scalars(draw);
      return {
        parameters: channel.parameters(scalars),
        factors: Float64Array.from(this.#geos, (geo) => channel.factor(scalars, geo)),
        change: channel.change(scalars),
      };
    });
    this.#values = Float64Array.from(own, (_media, at) => {
      const geo = Math.floor(at / this.#length);
      const period = Math.min(this.#first + (at % this.#length), periods - 1);
      return weekOf(at) < 0 ? 0 : (fitted.units[geo] ?? 0) * (panel.valuePerUnit?.[geo * periods + period] ?? 1);
    });
    const carried = adstockRule(plan.adstock.kind).parameters.length;
    this.isConcave = this.#draws.every(
      ({ factors, parameters }) =>
        factors.every((factor) => factor >= 0) &&
        (plan.order === 'reach' || isConcave(plan.saturation, parameters.subarray(carried))),
    );
    const nothing = this.#inputOf(new Float64Array(this.weeks));
    this.#shapes = this.#directions.map((direction) => new Shape(plan, nothing, [], null, direction));
  }

  evaluate(weekly: Float64Array, gradient: Float64Array | null): number {
    const input = this.#inputOf(weekly);
    gradient?.fill(0);
    let value = 0;
    for (const draw of this.#draws) {
      value += this.#valueOf(draw, input);
      if (gradient === null) continue;
      for (let week = 0; week < this.weeks; week++) {
        const shape = this.#evaluated(week, draw, input);
        gradient[week] = (gradient[week] ?? 0) + this.#weighted(draw, shape.along) / this.#draws.length;
      }
    }
    return value / this.#draws.length;
  }

  /** Value in each draw. */
  byDraw(weekly: Float64Array): Float64Array {
    const input = this.#inputOf(weekly);
    return Float64Array.from(this.#draws, (draw) => this.#valueOf(draw, input));
  }

  #valueOf(draw: Draw, input: MediaInput): number {
    return this.#weighted(draw, this.#evaluated(0, draw, input).values);
  }

  #evaluated(week: number, { parameters }: Draw, input: MediaInput): Shape {
    const shape = this.#shapes[week];
    if (shape === undefined) throw new RangeError(`there is no week ${week}`);
    shape.use(input);
    shape.observe(this.#channel.observed(parameters));
    shape.evaluate(parameters);
    return shape;
  }

  #weighted({ factors, change }: Draw, shape: Float64Array): number {
    let sum = 0;
    for (let at = 0; at < shape.length; at++) {
      const period = this.#first + (at % this.#length);
      const changed = change === null ? 1 : (change[Math.min(period, change.length - 1)] ?? 1);
      sum += (factors[Math.floor(at / this.#length)] ?? 0) * (this.#values[at] ?? 0) * changed * (shape[at] ?? 0);
    }
    return sum;
  }

  #inputOf(weekly: Float64Array): MediaInput {
    const media = this.#before.slice();
    for (const [week, direction] of this.#directions.entries()) {
      const money = weekly[week] ?? 0;
      if (money > 0)
        for (let at = 0; at < media.length; at++) media[at] = (media[at] ?? 0) + money * (direction[at] ?? 0);
    }
    const periods = this.#length;
    return this.#frequency ? { periods, media: this.#frequency, reach: media } : { periods, media, reach: null };
  }

  /** Cells to the end of the carry-over; there are no media after the panel. */
  #padded(values: Float64Array, periods: number): Float64Array {
    const padded = new Float64Array(this.#geos.length * this.#length);
    for (let row = 0; row < this.#geos.length; row++)
      padded.set(values.subarray(row * periods, (row + 1) * periods), row * this.#length);
    return padded;
  }

  /** @param weekAt week of a cell; -1 outside the window */
  #directionsOf(own: Float64Array, weekAt: (at: number) => number): Float64Array[] {
    const directions = Array.from({ length: this.weeks }, () => new Float64Array(own.length));
    const allMoney = this.usual.reduce((sum, money) => sum + money, 0);
    const cells = new Float64Array(this.weeks);
    for (let at = 0; at < this.#length; at++) if (weekAt(at) >= 0) cells[weekAt(at)] = (cells[weekAt(at)] ?? 0) + 1;
    for (let geo = 0; geo < this.#geos.length; geo++) {
      const row = geo * this.#length;
      let bought = 0;
      for (let t = 0; t < this.#length; t++) if (weekAt(row + t) >= 0) bought += own[row + t] ?? 0;
      for (let t = 0; t < this.#length; t++) {
        const week = weekAt(row + t);
        const direction = directions[week];
        if (direction === undefined) continue;
        const money = this.usual[week] ?? 0;
        direction[row + t] = money > 0 ? (own[row + t] ?? 0) / money : bought / allMoney / (cells[week] ?? 1);
      }
    }
    return directions;
  }
}

/** One draw of a channel. */
interface Draw {
  readonly parameters: Float64Array;
  /** By geo. */
  readonly factors: Float64Array;
  /** Change of the effect by period; null where it does not change. */
  readonly change: Float64Array | null;
}

/** Money of all geos by week of the window. */
function moneyByWeek(fitted: FittedMix, name: string, { from, to, periodsPerWeek }: SpreadWindow): Float64Array {
  const { panel } = fitted;
  const spend = panel.columns.get(fitted.spendColumn(name)) ?? new Float64Array();
  const periods = panel.dates.length;
  const weekly = new Float64Array(Math.ceil((to - from) / periodsPerWeek));
  for (let geo = 0; geo < panel.geos.length; geo++)
    for (let period = from; period < to; period++) {
      const week = Math.floor((period - from) / periodsPerWeek);
      weekly[week] = (weekly[week] ?? 0) + (spend[geo * periods + period] ?? 0);
    }
  return weekly;
}
