/** Remembers the most recently used answers to texts, up to a number of characters of those texts. */
export class LruCache<Value> {
  readonly #entries = new Map<string, Value>();
  #characters = 0;

  constructor(private readonly maxCharacters: number) {}

  /** The answer to `text`, found by `find` unless it is remembered. */
  get(text: string, find: (text: string) => Value): Value {
    const known = this.#entries.get(text);
    if (known !== undefined) {
      // A map keeps the order of insertion: moving an entry to the end makes the first one the least recently used.
      this.#entries.delete(text);
      this.#entries.set(text, known);
      return known;
    }
    const value = find(text);
    this.#entries.set(text, value);
    this.#characters += text.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= this.maxCharacters) break;
      this.#entries.delete(oldest);
      this.#characters -= oldest.length;
    }
    return value;
  }

  get size(): number {
    return this.#entries.size;
  }
}
