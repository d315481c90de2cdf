import { RecentMap } from './recent-map.js';

/** Remembers the most recently used answers to texts, up to a number of characters of those texts. */
export class LruCache<Value> {
  readonly #entries = new RecentMap<string, Value>();
  #characters = 0;

  constructor(private readonly maxCharacters: number) {}

  /** The answer to `text`, found by `find` unless it is remembered. */
  get(text: string, find: (text: string) => Value): Value {
    const known = this.#entries.get(text);
    if (known !== undefined) return known;
    const value = find(text);
    this.#entries.set(text, value);
    this.#characters += text.length;
    while (this.#characters > this.maxCharacters) {
      const oldest = this.#entries.takeOldest();
      if (!oldest) break;
      this.#characters -= oldest[0].length;
    }
    return value;
  }

  get size(): number {
    return this.#entries.size;
  }
}
