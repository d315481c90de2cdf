import { type AbsorbingChain, expectedRewards } from './absorbing-chain.js';
import type { ChannelCredit } from './credit.js';
import { fromScaled } from './decimal.js';
import type { Journeys } from './journeys.js';

export interface MarkovOptions {
  /** Touches that make up a state, 1 to 4. */
  readonly order: number;
  /** Whether journeys without conversion take part; without them every journey ends in a conversion. */
  readonly nulls: boolean;
}

/** The chain of a set of journeys, and which states a channel is part of. */
export interface JourneyChain extends AbsorbingChain {
  readonly states: number;
  readonly channels: readonly string[];
  /** Whether a state holds a channel, by its position in `channels`. */
  readonly contains: (state: number, channel: number) => boolean;
}

interface State {
  /** Positions in the list of channels. */
  readonly channels: ReadonlySet<number>;
  readonly to: Map<number, number>;
  leaving: number;
  conversions: number;
  value: bigint;
  nulls: number;
  starting: number;
}

/**
 * Builds the chain: a state is a window of `order` touches, a shorter path is one shorter state, equal states in a row are one,
 * and every step weighs the journeys that take it. (The definition of the R package ChannelAttribution.)
 */
export function journeyChain(journeys: Journeys, { order, nulls }: MarkovOptions): JourneyChain {
  const channels = journeys.channels();
  const channelNumbers = new Map(channels.map((channel, number) => [channel, number]));
  const states: State[] = [];
  const numbers = new Map<string, number>();
  const stateOf = (window: readonly number[]): number => {
    const key = window.join();
    let number = numbers.get(key);
    if (number === undefined) {
      number = states.length;
      numbers.set(key, number);
      states.push({
        channels: new Set(window),
        to: new Map(),
        leaving: 0,
        conversions: 0,
        value: 0n,
        nulls: 0,
        starting: 0,
      });
    }
    return number;
  };
  let journeysInAll = 0;
  for (const { touches, conversions, value, nulls: lost } of journeys.paths) {
    const ended = nulls ? lost : 0;
    const weight = conversions + ended;
    if (weight === 0 || touches.length === 0) continue;
    journeysInAll += weight;
    const names = touches.map(({ channel }) => channelNumbers.get(channel) as number);
    let at = -1;
    for (let end = Math.min(order, names.length); end <= names.length; end++) {
      const next = stateOf(names.slice(Math.max(0, end - order), end));
      if (next === at) continue;
      if (at < 0) (states[next] as State).starting += weight;
      else {
        const from = states[at] as State;
        from.to.set(next, (from.to.get(next) ?? 0) + weight);
        from.leaving += weight;
      }
      at = next;
    }
    const last = states[at] as State;
    last.leaving += weight;
    last.conversions += conversions;
    last.value += value;
    last.nulls += ended;
  }
  return {
    states: states.length,
    channels,
    contains: (state, channel) => states[state]?.channels.has(channel) ?? false,
    start: states.map(({ starting }) => starting / journeysInAll),
    transitions: states.map(({ to, leaving }) =>
      [...to].map(([target, weight]) => [target, weight / leaving] as const),
    ),
    lost: states.map(({ nulls: ended, leaving }) => ended / leaving),
    rewarded: states.map(({ conversions, leaving }) => conversions / leaving),
    // Value per conversion that leaves a state, times the probability of leaving by one.
    rewards: [
      states.map(({ conversions, leaving }) => conversions / leaving),
      states.map(({ value, leaving }) => fromScaled(value) / leaving),
    ],
  };
}

/** What removing each channel costs. */
export interface RemovalEffects {
  /** Probability that a journey converts. */
  readonly conversion: number;
  /** Expected value of a journey. */
  readonly value: number;
  readonly effects: readonly { readonly channel: string; readonly conversions: number; readonly value: number }[];
}

/** Removal effects `1 − P(without) / P`, each from its own exact solution; 0 where nothing could be lost. */
export function removalEffects(chain: JourneyChain): RemovalEffects {
  const [conversion = 0, value = 0] = expectedRewards(chain, () => false);
  const effects = chain.channels.map((channel, number) => {
    const [without = 0, valueWithout = 0] = expectedRewards(chain, (state) => chain.contains(state, number));
    return { channel, conversions: shareLost(conversion, without), value: shareLost(value, valueWithout) };
  });
  return { conversion, value, effects };
}

/** Rounding alone must not turn a channel that changes nothing into one that harms. */
function shareLost(whole: number, without: number): number {
  return whole === 0 ? 0 : Math.max(0, 1 - without / whole);
}

/** Shares conversions and value in proportion to the removal effects. */
export function creditByMarkov(journeys: Journeys, options: MarkovOptions): ChannelCredit[] {
  const { effects } = removalEffects(journeyChain(journeys, options));
  let conversions = 0;
  let value = 0n;
  for (const path of journeys.paths) {
    if (path.touches.length === 0) continue;
    conversions += path.conversions;
    value += path.value;
  }
  const all = effects.reduce((sum, effect) => sum + effect.conversions, 0);
  const allValue = effects.reduce((sum, effect) => sum + effect.value, 0);
  const amount = fromScaled(value);
  return effects.map((effect) => ({
    channel: effect.channel,
    conversions: all === 0 ? 0 : (effect.conversions / all) * conversions,
    value: allValue === 0 ? 0 : (effect.value / allValue) * amount,
    removalEffect: effect.conversions,
    removalEffectValue: effect.value,
  }));
}
