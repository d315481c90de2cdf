import type { ChannelCredit } from './credit.js';
import { CreditBook } from './credit.js';
import { fromScaled } from './decimal.js';
import type { Journeys, Touch } from './journeys.js';

/** Weights of the touches of a path of at least one touch; they need not sum to one, but at least one is positive. */
export type Weigh = (touches: readonly Touch[]) => readonly number[];

const whole = (touches: readonly Touch[], at: number): number[] => touches.map((_, index) => (index === at ? 1 : 0));

export const firstTouch: Weigh = (touches) => whole(touches, 0);

export const lastTouch: Weigh = (touches) => whole(touches, touches.length - 1);

export const linear: Weigh = (touches) => touches.map(() => 1);

/** The last touch that is not of the channel; where all are, the last. */
export const lastNot =
  (name: string): Weigh =>
  (touches) => {
    const at = touches.findLastIndex(({ channel }) => channel !== name);
    return whole(touches, at < 0 ? touches.length - 1 : at);
  };

/** First `a`, last `c`, the others share `b`; without others their share goes to both ends in proportion. */
export const positionBased =
  ([a, b, c]: readonly [number, number, number]): Weigh =>
  (touches) => {
    const last = touches.length - 1;
    if (last === 0) return [1];
    const between = last === 1 ? 0 : b / (last - 1);
    return touches.map((_, index) => (index === 0 ? a : index === last ? c : between));
  };

/** Halves with every half-life before the conversion: `2^(−hours/halfLife)`. */
export const timeDecay =
  (halfLifeHours: number): Weigh =>
  (touches) => {
    // Relative to the last touch, so that very old paths do not vanish in rounding.
    const latest = Math.min(...touches.map(hours));
    return touches.map((touch) => 2 ** ((latest - hours(touch)) / halfLifeHours));
  };

/** Falls by a factor with every full period before the conversion: `decay^⌊hours/period⌋`. */
export const stepDecay =
  (decay: number, periodHours: number): Weigh =>
  (touches) => {
    const steps = touches.map((touch) => Math.floor(hours(touch) / periodHours));
    const fewest = Math.min(...steps);
    return steps.map((step) => decay ** (step - fewest));
  };

/** Weights as people give them; `*` is the weight of every touch without one of its own, 0 where it is not given. */
export type GivenWeights = Readonly<Record<string, number>>;

/** Weights by channel; a path whose weights are all 0 is shared evenly. */
export const byChannel =
  (weights: GivenWeights): Weigh =>
  (touches) =>
    evenIfNone(touches.map(({ channel }) => weightOf(weights, [channel])));

/**
 * Weights by position: 1, 2, … from the first touch, −1, −2, … from the last; a touch that two of them name gets both. A path
 * whose weights are all 0 is shared evenly.
 */
export const byPosition =
  (weights: GivenWeights): Weigh =>
  (touches) =>
    evenIfNone(touches.map((_, index) => weightOf(weights, [String(index + 1), String(index - touches.length)])));

function weightOf(weights: GivenWeights, names: readonly string[]): number {
  const own = names.filter((name) => Object.hasOwn(weights, name));
  return (own.length === 0 ? ['*'] : own).reduce((sum, name) => sum + (weights[name] ?? 0), 0);
}

const evenIfNone = (weights: readonly number[]): readonly number[] =>
  weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);

const hours = (touch: Touch): number => touch.hoursBefore ?? 0;

/** Shares each path's conversions and value among its touches; repeats of a channel add up. */
export function creditByRule(journeys: Journeys, weigh: Weigh): ChannelCredit[] {
  const book = new CreditBook(journeys.channels());
  for (const { touches, conversions, value } of journeys.paths) {
    if (conversions === 0 || touches.length === 0) continue;
    const weights = weigh(touches);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const amount = fromScaled(value);
    for (const [index, { channel }] of touches.entries()) {
      const share = (weights[index] ?? 0) / sum;
      if (share > 0) book.add(channel, conversions * share, amount * share);
    }
  }
  return book.entries();
}
