/** Bytes that may be in memory at a time; who wants more waits, in the order of asking. */
export class ByteBudget {
  #free: number;
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  constructor(private readonly limit: number) {
    this.#free = limit;
  }

  /** Runs work that holds so many bytes; what is larger than the whole budget runs alone. */
  async hold<Result>(bytes: number, work: () => Promise<Result>): Promise<Result> {
    const needed = Math.min(bytes, this.limit);
    if (this.#waiting.length > 0 || needed > this.#free)
      await new Promise<void>((go) => this.#waiting.push({ bytes: needed, go }));
    else this.#free -= needed;
    try {
      return await work();
    } finally {
      this.#free += needed;
      this.#admit();
    }
  }

  #admit(): void {
    for (let [next] = this.#waiting; next && next.bytes <= this.#free; [next] = this.#waiting) {
      this.#free -= next.bytes;
      this.#waiting.shift();
      next.go();
    }
  }
}
