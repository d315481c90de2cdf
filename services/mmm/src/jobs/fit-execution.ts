import { StellwerkError } from '@stellwerk/contracts';
import { errorFields, inSpan, type Logger } from '@stellwerk/service';
import type { RunSummary } from '../domain/run-summary.js';
import { errors } from '../errors.js';
import { type FitRecord, isUnderWay } from '../registry/fit-record.js';
import type { FitRegistry } from '../registry/registry.js';
import type { FitProgress, FitRunner } from './fit-runner.js';
import { refusalOf } from './refusal.js';

/** Who is told of a fit. Everything may be told twice after a crash, and must not mind. */
export interface FitListener {
  started(record: FitRecord): Promise<void>;
  progress(record: FitRecord, progress: FitProgress): Promise<void>;
  /** Makes the card, publishes what passed, ends the job. Resolves when all of it is durable, to the record as it is then. */
  ended(record: FitRecord, summary: RunSummary | null): Promise<FitRecord>;
}

export interface FitExecutionDeps {
  readonly registry: FitRegistry;
  readonly runner: FitRunner;
  readonly listener: FitListener;
  readonly readSummary: (runId: string) => Promise<RunSummary>;
  readonly clock: () => Date;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Between two tries to tell a bus that is away. Default 5 s. */
  readonly retryMs?: number;
}

/** What may end a fit from outside. */
export interface Running {
  readonly stop: AbortController;
  /** Somebody wants it to end for good; else a stop leaves it open. */
  isCancelled: boolean;
}

/** A fit is started at most so often without coming to an end. */
const MAX_ATTEMPTS = 3;
const RETRY_MS = 5_000;

/** Takes one fit from where it stands to its end, and puts every step on the disk before anybody hears of it. */
export class FitExecution {
  constructor(private readonly deps: FitExecutionDeps) {}

  /** Resolves when the fit has ended and is told, or the service stops and leaves it open. */
  async run(record: FitRecord, running: Running): Promise<void> {
    const { tenant, model, runId } = record;
    const attributes = { 'stellwerk.tenant': tenant, 'stellwerk.model': model, 'stellwerk.run': runId };
    await inSpan('mmm.fit', { attributes }, async (span) => {
      const ended = isUnderWay(record) ? await this.#fit(record, running) : record;
      if (ended === null) return;
      span.setAttribute('stellwerk.state', ended.state);
      const hasSummary = ended.state === 'fitted' || ended.state === 'published' || ended.state === 'refused';
      const summary = hasSummary ? await this.deps.readSummary(runId) : null;
      await this.#insistently(running, async () => {
        await this.deps.registry.write(await this.deps.listener.ended(ended, summary));
      });
    });
  }

  /** Ends a fit that waits. */
  async cancel(record: FitRecord): Promise<FitRecord> {
    const cancelled = this.#cancelled(record);
    await this.deps.registry.write(cancelled);
    const told = await this.deps.listener.ended(cancelled, null);
    await this.deps.registry.write(told);
    return told;
  }

  /** @returns null where the service stops: the fit stays open */
  async #fit(given: FitRecord, running: Running): Promise<FitRecord | null> {
    const { registry, runner, listener, clock } = this.deps;
    const ended = await this.#attempt(
      given,
      async () => {
        if (given.attempts >= MAX_ATTEMPTS)
          throw new StellwerkError(errors.FIT_INTERRUPTED, { attempts: given.attempts });
        const startedAt = given.startedAt ?? clock().toISOString();
        const record: FitRecord = { ...given, state: 'running', attempts: given.attempts + 1, startedAt };
        await registry.write(record);
        await this.#insistently(running, () => listener.started(record));
        const progress = (reached: FitProgress) =>
          void listener.progress(record, reached).catch((error: unknown) => {
            this.deps.logger.warn('the progress of a fit was not told', errorFields(error));
          });
        const task = { record, folder: registry.folderOf(record.runId) };
        return this.#finished(record, await runner.run(task, { signal: running.stop.signal, progress }));
      },
      running,
    );
    await registry.write(ended ?? { ...given, state: 'queued' });
    return ended;
  }

  async #attempt(given: FitRecord, work: () => Promise<FitRecord>, running: Running): Promise<FitRecord | null> {
    try {
      return await work();
    } catch (error) {
      // As it was last put on the disk: with its start, and with this attempt.
      const record = this.deps.registry.get(given.runId) ?? given;
      if (running.isCancelled) return this.#cancelled(record);
      // A stop of the service is no attempt that failed.
      if (running.stop.signal.aborted) return null;
      return this.#failed(record, error);
    }
  }

  #finished(record: FitRecord, summary: RunSummary): FitRecord {
    const failedChecks = summary.review
      .filter(({ status }) => status === 'fail')
      .map(({ check, subject, value, threshold }) => {
        return { check, ...(subject !== undefined && { subject }), value: finiteOrNull(value), threshold };
      });
    if (summary.status === 'published' && failedChecks.length === 0) return this.#closed(record, 'fitted');
    return { ...this.#closed(record, 'refused'), failedChecks, error: refusalOf(failedChecks) };
  }

  #failed(record: FitRecord, error: unknown): FitRecord {
    const isExpected = error instanceof StellwerkError;
    if (!isExpected) this.deps.logger.error('a fit ended by a defect', { runId: record.runId, ...errorFields(error) });
    return {
      ...this.#closed(record, 'failed'),
      error: toError(isExpected ? error : new StellwerkError(errors.FIT_BROKEN)),
    };
  }

  #cancelled(record: FitRecord): FitRecord {
    return { ...this.#closed(record, 'cancelled'), error: toError(new StellwerkError(errors.FIT_CANCELLED)) };
  }

  #closed(record: FitRecord, state: FitRecord['state']): FitRecord {
    const now = this.deps.clock().toISOString();
    return { ...record, state, startedAt: record.startedAt ?? now, endedAt: now, isTold: false };
  }

  /** Infrastructure that is away comes back; until then the queue waits, unless the service stops. */
  async #insistently(running: Running, work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'UnavailableError') throw error;
        this.deps.logger.warn('the bus is away; a fit waits to be told', errorFields(error));
        if (running.stop.signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, this.deps.retryMs ?? RETRY_MS).unref());
      }
    }
  }
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const toError = ({ code, message, fix }: StellwerkError) => ({ code, detail: message, fix });
