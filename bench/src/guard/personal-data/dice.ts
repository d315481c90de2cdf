import { seededRandom } from '../../random.js';

/** Everything random that the generator does, from one seed. */
export interface Dice {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly chance: (probability: number) => boolean;
  /** So many decimal digits, the first of them from 1 to 9. */
  readonly digits: (length: number) => string;
  /** So many characters of an alphabet. */
  readonly characters: (length: number, alphabet: string) => string;
}

export function dice(seed: number): Dice {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const characters = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('');
  return {
    below,
    characters,
    chance: (probability) => random() < probability,
    digits: (length) => String(1 + below(9)) + characters(length - 1, '0123456789'),
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
  };
}
