import { Sum } from './sum.js';

/** What a channel is credited with. */
export interface ChannelCredit {
  readonly channel: string;
  readonly conversions: number;
  readonly value: number;
  /** Share of conversions lost without the channel; Markov only. */
  readonly removalEffect?: number;
  /** Share of value lost without the channel; Markov only. */
  readonly removalEffectValue?: number;
}

/** Collects credit per channel. */
export class CreditBook {
  readonly #credits = new Map<string, { conversions: Sum; value: Sum }>();

  constructor(channels: Iterable<string> = []) {
    for (const channel of channels) this.#of(channel);
  }

  add(channel: string, conversions: number, value: number): void {
    const credit = this.#of(channel);
    credit.conversions.add(conversions);
    credit.value.add(value);
  }

  /** Credits by channel name. */
  entries(): ChannelCredit[] {
    return [...this.#credits].map(([channel, { conversions, value }]) => ({
      channel,
      conversions: conversions.value,
      value: value.value,
    }));
  }

  #of(channel: string) {
    let credit = this.#credits.get(channel);
    if (!credit) {
      credit = { conversions: new Sum(), value: new Sum() };
      this.#credits.set(channel, credit);
    }
    return credit;
  }
}
