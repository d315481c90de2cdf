/** For each place of a word, the most probable way to have come there. Its arrays are used again for the next word. */
export class BestPaths {
  #length = 0;
  #best = new Float32Array(0);
  #piece = new Int32Array(0);
  #start = new Int32Array(0);

  /** Forgets everything; the word has `length` bytes. */
  reset(length: number): void {
    this.#length = length;
    if (length >= this.#best.length) {
      this.#best = new Float32Array(2 * length + 1);
      this.#piece = new Int32Array(2 * length + 1);
      this.#start = new Int32Array(2 * length + 1);
    }
    this.#best.fill(Number.NEGATIVE_INFINITY, 0, length + 1);
    this.#best[0] = 0;
  }

  /** A piece from `start` to `end` with this log probability; of equal ways the one offered first stays. */
  offer(start: number, end: number, piece: number, score: number): void {
    const total = Math.fround((this.#best[start] ?? 0) + score);
    if (total <= (this.#best[end] ?? 0)) return;
    this.#best[end] = total;
    this.#piece[end] = piece;
    this.#start[end] = start;
  }

  /** Appends the pieces of the best way to the end of the word. */
  appendBest(pieces: number[]): void {
    const first = pieces.length;
    for (let end = this.#length; end > 0; end = this.#start[end] ?? 0) pieces.push(this.#piece[end] ?? 0);
    for (let low = first, high = pieces.length - 1; low < high; low++, high--) {
      const swapped = pieces[low] ?? 0;
      pieces[low] = pieces[high] ?? 0;
      pieces[high] = swapped;
    }
  }
}
