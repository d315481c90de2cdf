import { Worker } from 'node:worker_threads';
import { StellwerkError } from '@stellwerk/contracts';
import { restored } from '../carried-error.js';
import { errors } from '../errors.js';
import type { Task, TaskResults, ThreadAnswer } from './tasks.js';

export interface ThreadLimits {
  /** Longest task. */
  readonly maxMs: number;
  /** Heap of one task. */
  readonly maxMegabytes: number;
  /** Tasks that may wait while one runs. */
  readonly maxWaiting: number;
}

/** An answer must come before callers give up, which common HTTP clients do after 300 s. */
const LIMITS: ThreadLimits = { maxMs: 280_000, maxMegabytes: 1_024, maxWaiting: 16 };
const THREAD = new URL('./task-thread.js', import.meta.url);

/**
 * Runs tasks one after the other, each in a thread of its own: the service keeps answering meanwhile, and a task that asks for too
 * much time or memory ends alone.
 */
export class TaskThreads {
  readonly #limits: ThreadLimits;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #running: Worker | null = null;
  #isClosed = false;

  constructor(limits: Partial<ThreadLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** @throws StellwerkError MMM_TASKS_BUSY, MMM_TASK_TOO_COSTLY, MMM_STOPPING, and those of the task */
  async run<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>): Promise<TaskResults[Kind]> {
    if (this.#waiting > this.#limits.maxWaiting) {
      throw new StellwerkError(errors.TASKS_BUSY, { waiting: this.#waiting - 1 });
    }
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#start(task)).finally(() => (this.#waiting -= 1));
    this.#last = turn.catch(() => undefined);
    return (await turn) as TaskResults[Kind];
  }

  /** Ends the running task and those that wait. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running?.terminate();
    await this.#last;
  }

  #start(task: Task): Promise<TaskResults[Task['kind']]> {
    const { maxMs, maxMegabytes } = this.#limits;
    if (this.#isClosed) throw new StellwerkError(errors.STOPPING);
    const tooCostly = () =>
      new StellwerkError(errors.TASK_TOO_COSTLY, { seconds: maxMs / 1_000, megabytes: maxMegabytes });
    const worker = new Worker(THREAD, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
    });
    this.#running = worker;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(tooCostly());
        void worker.terminate();
      }, maxMs);
      worker.once('message', (answer: ThreadAnswer) => {
        if ('result' in answer) resolve(answer.result);
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
