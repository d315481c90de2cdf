import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { ModelsFolder } from '../models-folder.js';
import type { NamedEntity } from './decode.js';
import { NameTagger } from './name-tagger.js';

export interface NamesLimits {
  readonly threads: number;
  /** UTF-16 units of texts that may wait. */
  readonly maxWaitingUnits: number;
}

export interface FoundNames {
  readonly entities: readonly NamedEntity[];
  readonly tokens: number;
}

/** The tagger behind a bounded line: loaded at the first text, then one text at a time. */
export class Names {
  #tagger: Promise<NameTagger> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waitingUnits = 0;
  #state: 'idle' | 'loading' | 'ready' | 'failed' | 'stopped' = 'idle';

  constructor(
    private readonly folder: ModelsFolder,
    private readonly limits: NamesLimits,
  ) {}

  /** `idle` = nobody has asked yet, so the model is not in memory. */
  get state(): string {
    return this.#state;
  }

  /** @throws EMB_QUEUE_FULL, EMB_STOPPING, EMB_ABORTED, EMB_MODEL_MISSING, EMB_MODEL_DAMAGED, EMB_INFERENCE_FAILED. */
  async find(text: string, signal?: AbortSignal): Promise<FoundNames & { readonly revision: string }> {
    if (this.#state === 'stopped') throw new StellwerkError(errors.STOPPING);
    if (this.#waitingUnits > this.limits.maxWaitingUnits) {
      throw new StellwerkError(errors.QUEUE_FULL, { waiting: this.#waitingUnits, limit: this.limits.maxWaitingUnits });
    }
    this.#waitingUnits += text.length;
    const found = this.#last.then(async () => {
      if (signal?.aborted) throw new StellwerkError(errors.ABORTED);
      const tagger = await this.#load();
      return { ...(await tagger.find(text, signal)), revision: tagger.revision };
    });
    this.#last = found.catch(() => undefined);
    try {
      return await found;
    } finally {
      this.#waitingUnits -= text.length;
    }
  }

  async close(): Promise<void> {
    this.#state = 'stopped';
    await this.#last;
    await this.#tagger?.then(
      (tagger) => tagger.release(),
      () => undefined,
    );
  }

  async #load(): Promise<NameTagger> {
    if (this.#state === 'stopped') throw new StellwerkError(errors.STOPPING);
    if (this.#tagger) return this.#tagger;
    this.#state = 'loading';
    this.#tagger = NameTagger.load(this.folder, this.limits.threads);
    try {
      const tagger = await this.#tagger;
      this.#state = 'ready';
      return tagger;
    } catch (error) {
      this.#state = 'failed';
      this.#tagger = undefined;
      throw error;
    }
  }
}
