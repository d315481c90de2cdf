/** Adds up how long work took. */
export class Stopwatch {
  #totalMs: number | undefined;

  /** @param now Milliseconds from any origin */
  constructor(private readonly now: () => number) {}

  /** Undefined until some work has ended. */
  get totalMs(): number | undefined {
    return this.#totalMs;
  }

  /** Runs work, and counts it whether it succeeds or not. */
  async around<Result>(work: () => Promise<Result>): Promise<Result> {
    const startedMs = this.now();
    try {
      return await work();
    } finally {
      this.#totalMs = (this.#totalMs ?? 0) + this.now() - startedMs;
    }
  }
}
