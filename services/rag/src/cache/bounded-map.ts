export interface Bounds {
  readonly maxEntries: number;
  /** UTF-16 units of all values together, as JSON. */
  readonly maxUnits: number;
  /** Milliseconds an entry is kept. */
  readonly maxAgeMs: number;
}

interface Entry<Value> {
  readonly value: Value;
  readonly units: number;
  readonly storedAt: number;
}

/** Keeps what was used last, within bounds of number, size and age. */
export class BoundedMap<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  #units = 0;

  /** @param now Milliseconds from any fixed point */
  constructor(
    readonly bounds: Bounds,
    readonly now: () => number,
  ) {}

  /** @param maxAgeMs For this reader, where it wants nothing as old as the bounds allow */
  get(key: string, maxAgeMs = this.bounds.maxAgeMs): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (this.now() - entry.storedAt > Math.min(maxAgeMs, this.bounds.maxAgeMs)) {
      this.#units -= entry.units;
      return undefined;
    }
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value; one that is larger than all may be together is not kept. */
  set(key: string, value: Value): void {
    this.delete(key);
    const units = JSON.stringify(value).length;
    if (units > this.bounds.maxUnits) return;
    this.#entries.set(key, { value, units, storedAt: this.now() });
    this.#units += units;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.bounds.maxEntries && this.#units <= this.bounds.maxUnits) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#units -= this.#entries.get(key)?.units ?? 0;
    this.#entries.delete(key);
  }

  get size(): number {
    return this.#entries.size;
  }

  get units(): number {
    return this.#units;
  }
}
