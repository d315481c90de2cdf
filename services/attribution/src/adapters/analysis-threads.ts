import { Worker } from 'node:worker_threads';
import type { ClickHouseOptions } from '@stellwerk/clickhouse';
import { type CatalogueEntry, type ErrorDetails, StellwerkError } from '@stellwerk/contracts';
import type { Attribution } from '../domain/analyse.js';
import { errors } from '../errors.js';
import type { AnalysisTask } from '../tenant-analysis.js';

export interface ThreadInput {
  readonly clickHouse: ClickHouseOptions;
  readonly task: AnalysisTask;
}

export type ThreadAnswer =
  | { readonly attribution: Attribution }
  | { readonly refusal: { readonly entry: CatalogueEntry; readonly details: ErrorDetails; readonly field?: string } };

export interface ThreadLimits {
  /** Longest analysis, paths included. */
  readonly maxMs: number;
  /** Heap of one analysis. */
  readonly maxMegabytes: number;
  /** Analyses that may wait while one runs. */
  readonly maxWaiting: number;
}

/** An answer must come before callers give up, which common HTTP clients do after 300 s. */
const LIMITS: ThreadLimits = { maxMs: 280_000, maxMegabytes: 2_048, maxWaiting: 8 };
const THREAD = new URL('./analysis-thread.js', import.meta.url);

/**
 * Runs analyses one after the other, each in a thread of its own: the service keeps answering meanwhile, and an analysis that
 * asks for too much time or memory ends alone.
 */
export class AnalysisThreads {
  readonly #limits: ThreadLimits;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #running: Worker | null = null;
  #isClosed = false;

  constructor(
    private readonly clickHouse: ClickHouseOptions,
    limits: Partial<ThreadLimits> = {},
  ) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** @throws StellwerkError ATT_BUSY, ATT_TOO_COSTLY, CLK_UNAVAILABLE and those of `analyse` */
  async run(task: AnalysisTask): Promise<Attribution> {
    if (this.#waiting > this.#limits.maxWaiting) throw new StellwerkError(errors.BUSY, { waiting: this.#waiting - 1 });
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#start(task)).finally(() => (this.#waiting -= 1));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the running analysis and those that wait. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running?.terminate();
    await this.#last;
  }

  #start(task: AnalysisTask): Promise<Attribution> {
    const { maxMs, maxMegabytes } = this.#limits;
    if (this.#isClosed) throw new StellwerkError(errors.STOPPING);
    const tooCostly = () => new StellwerkError(errors.TOO_COSTLY, { seconds: maxMs / 1_000, megabytes: maxMegabytes });
    const workerData: ThreadInput = { clickHouse: this.clickHouse, task };
    const worker = new Worker(THREAD, { workerData, resourceLimits: { maxOldGenerationSizeMb: maxMegabytes } });
    this.#running = worker;
    return new Promise<Attribution>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(tooCostly());
        void worker.terminate();
      }, maxMs);
      worker.once('message', (answer: ThreadAnswer) => {
        if ('attribution' in answer) resolve(answer.attribution);
        else reject(restored(answer.refusal));
      });
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooCostly() : error),
      );
      worker.once('exit', () => {
        clearTimeout(timer);
        this.#running = null;
        // Only a thread that was ended from outside has not answered yet.
        reject(new StellwerkError(errors.STOPPING));
      });
    });
  }
}

function restored({ entry, details, field }: Extract<ThreadAnswer, { refusal: unknown }>['refusal']): StellwerkError {
  return new StellwerkError(entry, details, field === undefined ? {} : { field });
}
