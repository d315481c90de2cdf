/** Hits among trials. */
export interface Share {
  readonly value: number;
  readonly n: number;
  /** Wilson score interval, 95 %. */
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/** Counts hits by name. */
export class Tally {
  readonly #counts = new Map<string, { hits: number; n: number }>();

  add(name: string, isHit: boolean): void {
    const count = this.#counts.get(name) ?? { hits: 0, n: 0 };
    this.#counts.set(name, { hits: count.hits + Number(isHit), n: count.n + 1 });
  }

  names(): string[] {
    return [...this.#counts.keys()];
  }

  /** @throws where nothing of this name was counted. */
  share(name: string): Share {
    const count = this.#counts.get(name);
    if (!count) throw new Error(`nothing was counted as "${name}"`);
    const { hits, n } = count;
    const value = hits / n;
    const middle = (value + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
    const reach = (Z / (1 + Z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2));
    // Rounding must not put the value outside of its own interval.
    return {
      value,
      n,
      low: Math.min(value, Math.max(0, middle - reach)),
      high: Math.max(value, Math.min(1, middle + reach)),
    };
  }
}
