import { hash } from 'node:crypto';

const INITIAL_SLOTS = 1 << 12;
const MAX_LOAD = 0.6;

/** A key that was seen before: where, and whether it said the same. */
export interface SeenKey {
  readonly row: number;
  readonly isSame: boolean;
}

/**
 * Keys of a file, in 20 bytes each: 96 bits of the key's hash, 32 of its content's and the row, in open addressing. Two
 * keys of a million are mixed up with a probability of 10⁻¹⁷.
 */
export class KeyTable {
  #slots = INITIAL_SLOTS;
  #used = 0;
  /** Five words a slot: three of the key, content, row; row 0 = free. */
  #words = new Uint32Array(INITIAL_SLOTS * 5);

  /** Notes a key, or says where it stood first. */
  note(key: string, content: string, row: number): SeenKey | undefined {
    if (this.#used >= this.#slots * MAX_LOAD) this.#grow();
    const digest = hash('sha256', key, 'buffer');
    const words = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)] as const;
    const contentWord = hash('sha256', content, 'buffer').readUInt32LE(0);
    const at = this.#find(words);
    if (this.#words[at + 4] !== 0) {
      return { row: this.#words[at + 4] ?? 0, isSame: this.#words[at + 3] === contentWord };
    }
    this.#words.set([...words, contentWord, row], at);
    this.#used += 1;
    return undefined;
  }

  /** Index of the slot that has the key, or of the free one where it belongs. */
  #find([first, second, third]: readonly [number, number, number]): number {
    const words = this.#words;
    let slot = first & (this.#slots - 1);
    for (;;) {
      const at = slot * 5;
      if (words[at + 4] === 0) return at;
      if (words[at] === first && words[at + 1] === second && words[at + 2] === third) return at;
      slot = (slot + 1) & (this.#slots - 1);
    }
  }

  #grow(): void {
    const old = this.#words;
    this.#slots *= 2;
    this.#words = new Uint32Array(this.#slots * 5);
    for (let at = 0; at < old.length; at += 5) {
      if (old[at + 4] === 0) continue;
      const entry = old.subarray(at, at + 5);
      this.#words.set(entry, this.#find([entry[0] ?? 0, entry[1] ?? 0, entry[2] ?? 0]));
    }
  }
}
