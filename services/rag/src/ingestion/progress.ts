/** How far a run over many documents is. */
export interface IngestionProgress {
  readonly documents: number;
  /** Absent where the number is not known beforehand. */
  readonly documentsTotal?: number;
  readonly chunks: number;
  readonly tokens: number;
  readonly chunksPerSecond: number;
  /** By the rate of documents so far; absent before the first, or without a total. */
  readonly secondsRemaining?: number;
}

/** Counts what a run has done. */
export class ProgressCounter {
  #documents = 0;
  #chunks = 0;
  #tokens = 0;

  constructor(
    private readonly startedMs: number,
    private readonly documentsTotal: number | undefined,
  ) {}

  addChunks(chunks: number, tokens: number): void {
    this.#chunks += chunks;
    this.#tokens += tokens;
  }

  addDocument(): void {
    this.#documents++;
  }

  at(nowMs: number): IngestionProgress {
    const seconds = Math.max(nowMs - this.startedMs, 1) / 1_000;
    const { documentsTotal: total } = this;
    const [documents, chunks] = [this.#documents, this.#chunks];
    return {
      documents,
      ...(total !== undefined && { documentsTotal: total }),
      chunks,
      tokens: this.#tokens,
      chunksPerSecond: chunks / seconds,
      ...(total !== undefined && documents > 0 && { secondsRemaining: ((total - documents) * seconds) / documents }),
    };
  }
}
