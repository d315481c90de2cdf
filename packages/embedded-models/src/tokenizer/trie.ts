import type { TokenizerTables } from './tokenizer-file.js';

export const NO_NODE = -1;

/** Walks a trie over bytes that lies in flat tables. */
export class Trie {
  readonly #firstChild: Uint32Array;
  readonly #label: Uint8Array;
  readonly #roots: Int32Array;

  constructor({ firstChild, label }: Pick<TokenizerTables, 'firstChild' | 'label'>) {
    this.#firstChild = firstChild;
    this.#label = label;
    this.#roots = Int32Array.from({ length: 256 }, (_, byte) => this.#search(0, byte));
  }

  /** The child of `node` over `byte`, or `NO_NODE`; node 0 is the root. */
  child(node: number, byte: number): number {
    return node === 0 ? (this.#roots[byte] ?? NO_NODE) : this.#search(node, byte);
  }

  #search(node: number, byte: number): number {
    let low = this.#firstChild[node] ?? 0;
    let high = (this.#firstChild[node + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.#label[middle] ?? 0;
      if (found === byte) return middle;
      if (found < byte) low = middle + 1;
      else high = middle - 1;
    }
    return NO_NODE;
  }
}
