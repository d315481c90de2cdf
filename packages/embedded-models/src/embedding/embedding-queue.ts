import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Encoder, InputType, TokenizedText } from './e5.js';
import { takeBatch } from './plan-batch.js';

export interface QueueLimits {
  /** Tokens of one run, padding included. A query waits for at most one run of passages. */
  readonly batchTokens: number;
  /** Tokens that may wait; a request that finds more waiting is refused. */
  readonly maxWaitingTokens: number;
}

interface Waiting {
  readonly ids: readonly number[];
  readonly tokens: number;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (vector: Float32Array) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lines up the texts of all callers before one encoder. Queries go before passages, and texts of like length go together,
 * from whichever request they came.
 */
export class EmbeddingQueue {
  readonly #lines: Readonly<Record<InputType, Waiting[]>> = { query: [], passage: [] };
  #waitingTokens = 0;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(
    private readonly encoder: Encoder,
    private readonly limits: QueueLimits,
  ) {}

  get waitingTokens(): number {
    return this.#waitingTokens;
  }

  /**
   * Vectors in the order of the texts. All texts of a call are taken on, or none.
   * @throws EMB_QUEUE_FULL, EMB_STOPPING, EMB_ABORTED when the signal is raised first, EMB_INFERENCE_FAILED.
   */
  async embed(
    texts: readonly TokenizedText[],
    inputType: InputType,
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    if (this.#closed) throw new StellwerkError(errors.STOPPING);
    const waiting = this.#waitingTokens;
    if (waiting > this.limits.maxWaitingTokens) {
      throw new StellwerkError(errors.QUEUE_FULL, { waiting, limit: this.limits.maxWaitingTokens });
    }
    const vectors = texts.map(
      (text) =>
        new Promise<Float32Array>((resolve, reject) => {
          const tokens = text.ids.length;
          this.#lines[inputType].push({ ids: text.ids, tokens, signal, resolve, reject });
          this.#waitingTokens += tokens;
        }),
    );
    this.#running ??= this.#drain();
    return Promise.all(vectors);
  }

  /** Refuses what waits and what comes; returns when the run under way has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const line of Object.values(this.#lines)) {
      for (const { reject, tokens } of line.splice(0)) {
        this.#waitingTokens -= tokens;
        reject(new StellwerkError(errors.STOPPING));
      }
    }
    await this.#running;
  }

  async #drain(): Promise<void> {
    // Requests that arrive in the same turn of the event loop share their first run.
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) await this.#run(batch);
    this.#running = undefined;
  }

  #next(): Waiting[] {
    for (;;) {
      const line = this.#lines.query.length > 0 ? this.#lines.query : this.#lines.passage;
      const taken = takeBatch(line, this.limits.batchTokens);
      for (const { tokens } of taken) this.#waitingTokens -= tokens;
      const [left, wanted] = [taken.filter(isAborted), taken.filter((item) => !isAborted(item))];
      for (const { reject } of left) reject(new StellwerkError(errors.ABORTED));
      if (wanted.length > 0 || taken.length === 0) return wanted;
    }
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    try {
      const vectors = await this.encoder.encode(batch.map(({ ids }) => ids));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const vector = vectors[index];
        if (vector) resolve(vector);
        else reject(new StellwerkError(errors.INFERENCE_FAILED, { reason: 'a vector is missing' }));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

const isAborted = ({ signal }: Waiting): boolean => signal?.aborted === true;
