import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Encoder, InputType, TokenizedText } from './e5.js';

export interface QueueLimits {
  /** Tokens that may wait; a request that finds more waiting is refused. */
  readonly maxWaitingTokens: number;
}

interface Waiting {
  readonly ids: readonly number[];
  readonly signal: AbortSignal | undefined;
  readonly resolve: (vector: Float32Array) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lines up the texts of all callers before one encoder. Queries go before passages, whichever request they came in.
 *
 * Texts run one by one: inputs are quantised to the range of the whole run, so a text in company would get another vector
 * than alone (cosine .997). On one core company gains a tenth for sentences, and loses from about a thousand tokens on.
 */
export class EmbeddingQueue {
  readonly #lines: Readonly<Record<InputType, Waiting[]>> = { query: [], passage: [] };
  #waitingTokens = 0;
  #running: Promise<void> | undefined;
  #closed = false;
  #servedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly encoder: Encoder,
    private readonly limits: QueueLimits,
    /** Milliseconds from any fixed point. */
    private readonly now: () => number,
  ) {}

  /** Whether a text was embedded within so many milliseconds, and more are taken on. */
  hasServedWithin(ms: number): boolean {
    return !this.#closed && this.now() - this.#servedAtMs <= ms;
  }

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
      ({ ids }) =>
        new Promise<Float32Array>((resolve, reject) => {
          this.#lines[inputType].push({ ids, signal, resolve, reject });
          this.#waitingTokens += ids.length;
        }),
    );
    this.#running ??= this.#drain();
    return Promise.all(vectors);
  }

  /** Refuses what waits and what comes; returns when the run under way has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (let next = this.#take(); next; next = this.#take()) next.reject(new StellwerkError(errors.STOPPING));
    await this.#running;
  }

  async #drain(): Promise<void> {
    for (let next = this.#take(); next; next = this.#take()) await this.#run(next);
    this.#running = undefined;
  }

  #take(): Waiting | undefined {
    const next = this.#lines.query.shift() ?? this.#lines.passage.shift();
    this.#waitingTokens -= next?.ids.length ?? 0;
    return next;
  }

  async #run({ ids, signal, resolve, reject }: Waiting): Promise<void> {
    if (signal?.aborted) {
      reject(new StellwerkError(errors.ABORTED));
      return;
    }
    try {
      const vector = await this.encoder.encode(ids);
      this.#servedAtMs = this.now();
      resolve(vector);
    } catch (error) {
      reject(error);
    }
  }
}
