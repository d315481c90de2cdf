/** Automaton of Aho and Corasick (1975) over lower-case words: finds all of them in one pass over a text. */
export class LiteralScanner {
  readonly #columnOf = new Uint8Array(128);
  readonly #columns: number;
  /** Next state by state and column. */
  readonly #next: Int32Array;
  /** Words that end in a state, those of its suffixes included. */
  readonly #words: readonly (readonly number[])[];

  /** @param words lower-case ASCII, none empty; a word is known by its index */
  constructor(words: readonly string[]) {
    for (const word of words) {
      for (let at = 0; at < word.length; at++) this.#columnOf[word.charCodeAt(at)] = 1;
    }
    // Column 0 stands for every character that is in no word.
    let columns = 1;
    for (let code = 0; code < 128; code++) if (this.#columnOf[code] === 1) this.#columnOf[code] = columns++;
    this.#columns = columns;
    const trie = new Trie(columns, (code) => this.#columnOf[code] as number);
    for (const [index, word] of words.entries()) trie.add(word, index);
    const { next, ends } = trie.complete();
    this.#next = next;
    this.#words = ends;
  }

  /** Calls back with the index of every word in the text, for each place where it ends. `text` is lower case. */
  scan(text: string, found: (word: number) => void): void {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const column = code < 128 ? (this.#columnOf[code] as number) : 0;
      state = this.#next[state * this.#columns + column] as number;
      const words = this.#words[state] as readonly number[];
      for (const word of words) found(word);
    }
  }
}

class Trie {
  readonly #rows: Int32Array[] = [];
  readonly #ends: number[][] = [];

  constructor(
    private readonly columns: number,
    private readonly columnOf: (code: number) => number,
  ) {
    this.#state();
  }

  add(word: string, index: number): void {
    let state = 0;
    for (let at = 0; at < word.length; at++) {
      const row = this.#rows[state] as Int32Array;
      const column = this.columnOf(word.charCodeAt(at));
      if (row[column] === -1) row[column] = this.#state();
      state = row[column] as number;
    }
    this.#ends[state]?.push(index);
  }

  /** Fills every missing transition with that of the longest proper suffix, in breadth-first order. */
  complete(): { next: Int32Array; ends: number[][] } {
    const suffixOf = new Int32Array(this.#rows.length);
    const queue: number[] = [0];
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head] as number;
      const row = this.#rows[state] as Int32Array;
      const suffix = suffixOf[state] as number;
      for (let column = 0; column < this.columns; column++) {
        const inherited = state === 0 ? 0 : (this.#rows[suffix]?.[column] as number);
        const child = row[column] as number;
        if (child === -1) {
          row[column] = inherited;
          continue;
        }
        suffixOf[child] = inherited;
        this.#ends[child]?.push(...(this.#ends[inherited] as number[]));
        queue.push(child);
      }
    }
    const next = new Int32Array(this.#rows.length * this.columns);
    for (const [state, row] of this.#rows.entries()) next.set(row, state * this.columns);
    return { next, ends: this.#ends };
  }

  #state(): number {
    this.#rows.push(new Int32Array(this.columns).fill(-1));
    this.#ends.push([]);
    return this.#rows.length - 1;
  }
}
