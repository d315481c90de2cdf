import type { ResponseCurves } from '../response-curves.js';

/** Values and slopes of every draw at one budget of one channel; both arrays belong to the cache and are not to be changed. */
export interface ChannelDraws {
  readonly value: Float64Array;
  readonly slope: Float64Array;
}

/** Budgets per channel that are remembered. */
const REMEMBERED = 32;

/** The outcome of plans draw by draw. The last budgets of each channel are remembered, as plans mostly differ in a few channels. */
export class OutcomeDraws {
  readonly #curves: ResponseCurves;
  readonly #known: readonly Map<number, ChannelDraws>[];

  constructor(curves: ResponseCurves) {
    this.#curves = curves;
    this.#known = curves.channels.map(() => new Map());
  }

  get draws(): number {
    return this.#curves.draws;
  }

  channel(channel: number, budget: number): ChannelDraws {
    const known = this.#known[channel];
    const found = known?.get(budget);
    if (found !== undefined) return found;
    const draws = { value: new Float64Array(this.draws), slope: new Float64Array(this.draws) };
    this.#curves.evaluate(channel, budget, draws.value, draws.slope);
    if (known !== undefined && known.size >= REMEMBERED) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    known?.set(budget, draws);
    return draws;
  }

  /** Sum over channels, one number per draw. */
  total(budgets: ArrayLike<number>): Float64Array {
    const total = new Float64Array(this.draws);
    for (let channel = 0; channel < this.#curves.channels.length; channel++) {
      const { value } = this.channel(channel, budgets[channel] ?? 0);
      for (let draw = 0; draw < total.length; draw++) total[draw] = (total[draw] ?? 0) + (value[draw] ?? 0);
    }
    return total;
  }
}
