/** Bytes of a chunk: large enough for few writes to the socket, small enough to lose little of the last one. */
const CHUNK_BYTES = 131_072;
/** Most bytes of UTF-8 that one UTF-16 unit becomes. */
const BYTES_PER_UNIT = 3;

/** Text as UTF-8, outside the heap, written once and sent as often as needed. */
export class TextBlock {
  readonly #full: Buffer[] = [];
  #chunk: Buffer = Buffer.alloc(0);
  #used = 0;

  append(text: string): void {
    const most = text.length * BYTES_PER_UNIT;
    if (this.#used + most > this.#chunk.length) this.#startChunk(most);
    this.#used += this.#chunk.write(text, this.#used, 'utf8');
  }

  get chunks(): readonly Buffer[] {
    return [...this.#full, this.#chunk.subarray(0, this.#used)];
  }

  #startChunk(least: number): void {
    if (this.#used > 0) this.#full.push(this.#chunk.subarray(0, this.#used));
    this.#chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, least));
    this.#used = 0;
  }
}
