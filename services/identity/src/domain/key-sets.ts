/** Disjoint sets of keys. Containers are small, so a set simply lists its members. */
export class KeySets {
  readonly #setOf = new Map<string, Set<string>>();

  constructor(keys: Iterable<string>) {
    for (const key of keys) this.#setOf.set(key, new Set([key]));
  }

  areJoined(a: string, b: string): boolean {
    return this.#of(a) === this.#of(b);
  }

  /** Joins the sets of two keys; the smaller one moves. */
  join(a: string, b: string): void {
    const [small, large] = [this.#of(a), this.#of(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
    if (small === large) return;
    for (const key of small) {
      large.add(key);
      this.#setOf.set(key, large);
    }
  }

  /** How many members of the two keys' sets, taken together, fulfil a condition. */
  countTogether(a: string, b: string, condition: (key: string) => boolean): number {
    const together = new Set([...this.#of(a), ...this.#of(b)]);
    return [...together].filter(condition).length;
  }

  /** Whether a member of a key's set fulfils a condition. */
  has(key: string, condition: (key: string) => boolean): boolean {
    return [...this.#of(key)].some(condition);
  }

  /** Whether joining `a` and `b` would bring `x` and `y` into one set. */
  wouldMeet(a: string, b: string, x: string, y: string): boolean {
    const inA = this.#of(a);
    const inB = this.#of(b);
    return (inA.has(x) && inB.has(y)) || (inA.has(y) && inB.has(x));
  }

  all(): Iterable<ReadonlySet<string>> {
    return new Set(this.#setOf.values());
  }

  #of(key: string): Set<string> {
    const found = this.#setOf.get(key);
    if (!found) throw new RangeError('unknown key');
    return found;
  }
}
