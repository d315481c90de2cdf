import { StellwerkError } from '@stellwerk/contracts';
import { errorFields, type Logger } from '@stellwerk/service';
import type { Panel } from '../domain/panel.js';
import { errors } from '../errors.js';
import { type FitRecord, isOpen } from '../registry/fit-record.js';
import type { FitRegistry } from '../registry/registry.js';
import type { FitExecution, Running } from './fit-execution.js';

export interface FitQueueDeps {
  readonly registry: FitRegistry;
  readonly execution: FitExecution;
  /** Fits that may wait while one runs. */
  readonly maxWaiting: number;
  readonly logger: Pick<Logger, 'error'>;
}

export interface Submitted {
  readonly record: FitRecord;
  readonly isNew: boolean;
}

interface Current extends Running {
  readonly runId: string;
  done: Promise<void>;
}

/**
 * Runs fits one after the other, in the order in which they were asked for. What waits and what runs is on the disk: after a
 * crash it goes on, a running fit from its checkpoint.
 */
export class FitQueue {
  readonly #waiting: string[] = [];
  #current: Current | null = null;
  #drained: Promise<void> = Promise.resolve();
  /** One request after the other, so that the second of two equal ones finds the first. */
  #admission: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(private readonly deps: FitQueueDeps) {}

  /** Takes up what a former process left open, the oldest first. */
  resume(): void {
    for (const record of this.deps.registry.list().reverse()) if (isOpen(record)) this.#enqueue(record.runId);
  }

  get figures(): { readonly waiting: number; readonly running: string | null } {
    return { waiting: this.#waiting.length, running: this.#current?.runId ?? null };
  }

  /** Place in the queue, 1 = next; null where it does not wait. */
  placeOf(runId: string): number | null {
    const index = this.#waiting.indexOf(runId);
    return index < 0 ? null : index + 1;
  }

  /**
   * Asks for a fit. One that is known and waits, runs or has ended with a result is not run again: it is what it was. One that
   * failed or was cancelled is taken up anew.
   * @throws StellwerkError MMM_FIT_BUSY
   */
  submit(wanted: FitRecord, panel: Panel): Promise<Submitted> {
    const admitted = this.#admission.then(() => this.#admit(wanted, panel));
    this.#admission = admitted.catch(() => undefined);
    return admitted;
  }

  async #admit(wanted: FitRecord, panel: Panel): Promise<Submitted> {
    const { registry, maxWaiting } = this.deps;
    const known = registry.get(wanted.runId);
    if (known && known.state !== 'failed' && known.state !== 'cancelled') return { record: known, isNew: false };
    const ahead = this.#waiting.length + (this.#current === null ? 0 : 1);
    if (ahead > maxWaiting) throw new StellwerkError(errors.FIT_BUSY, { waiting: this.#waiting.length });
    await registry.add(wanted, panel);
    this.#enqueue(wanted.runId);
    return { record: wanted, isNew: true };
  }

  /** Ends a fit that waits or runs. @throws StellwerkError MMM_FIT_UNKNOWN, MMM_FIT_ENDED */
  async cancel(runId: string): Promise<FitRecord> {
    const { registry, execution } = this.deps;
    const record = registry.require(runId);
    if (this.#current?.runId === runId) {
      this.#current.isCancelled = true;
      this.#current.stop.abort();
      await this.#current.done;
      return registry.require(runId);
    }
    const index = this.#waiting.indexOf(runId);
    if (index < 0) throw new StellwerkError(errors.FIT_ENDED, { state: record.state }, { field: 'id' });
    this.#waiting.splice(index, 1);
    return execution.cancel(record);
  }

  /** Stops the running fit where it is; it goes on when the service comes back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#current?.stop.abort();
    await this.#drained;
  }

  #enqueue(runId: string): void {
    this.#waiting.push(runId);
    if (this.#current === null && this.#waiting.length === 1) this.#drained = this.#drain();
  }

  async #drain(): Promise<void> {
    // Whoever asked hears of it first.
    await Promise.resolve();
    for (let runId = this.#waiting.shift(); runId !== undefined && !this.#isClosed; runId = this.#waiting.shift()) {
      const current: Current = { runId, stop: new AbortController(), isCancelled: false, done: Promise.resolve() };
      this.#current = current;
      current.done = this.deps.execution.run(this.deps.registry.require(runId), current).catch((error: unknown) => {
        this.deps.logger.error('a fit could not be put on record', { runId, ...errorFields(error) });
      });
      await current.done;
      this.#current = null;
    }
  }
}
