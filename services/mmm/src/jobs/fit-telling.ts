import type { Bus } from '@stellwerk/bus';
import type { RunSummary } from '../domain/run-summary.js';
import { type FitRecord, hasPassed } from '../registry/fit-record.js';
import { modelCard } from '../registry/model-card.js';
import type { FitRegistry } from '../registry/registry.js';
import { writeWhole } from '../registry/whole-file.js';
import type { FitListener } from './fit-execution.js';
import { fitMessages } from './fit-messages.js';
import type { FitProgress } from './fit-runner.js';
import type { JobFigures, JobRecord } from './job-record.js';

export interface FitTellingDeps {
  readonly bus: Pick<Bus, 'publish'>;
  readonly jobs: JobRecord;
  readonly registry: FitRegistry;
  readonly clock: () => Date;
  readonly keptRuns: number;
  readonly isKept: (runId: string) => boolean;
  /** Told once what passed is published. */
  readonly passed?: (record: FitRecord, summary: RunSummary) => Promise<void>;
}

/** Between two words about the progress of one fit. */
const PROGRESS_EVERY_MS = 5_000;

/**
 * Tells the world of fits. The order of an end: 1 the card, so that a published fit has one; 2 the events, whose ids follow from
 * the run; 3 the promotion, where it is due; 4 the job. A crash in between repeats it from the start and changes nothing that is out.
 */
export class FitTelling implements FitListener {
  readonly #reached = new Map<string, FitProgress>();
  #toldMs = 0;

  constructor(private readonly deps: FitTellingDeps) {}

  progressOf(runId: string): FitProgress | null {
    return this.#reached.get(runId) ?? null;
  }

  async started(record: FitRecord): Promise<void> {
    await this.deps.jobs.say(record, 'started', 0);
  }

  async progress(record: FitRecord, progress: FitProgress): Promise<void> {
    this.#reached.set(record.runId, progress);
    const nowMs = this.deps.clock().getTime();
    if (nowMs - this.#toldMs < PROGRESS_EVERY_MS) return;
    this.#toldMs = nowMs;
    await this.deps.jobs.say(record, 'progress', progress.share);
  }

  async ended(record: FitRecord, summary: RunSummary | null): Promise<FitRecord> {
    const { bus, jobs, registry, keptRuns, isKept } = this.deps;
    const { tenant, model, runId } = record;
    this.#reached.delete(runId);
    if (summary !== null) await writeWhole(registry.folderOf(runId).card, modelCard(record, summary));
    if (summary !== null && hasPassed(record)) await bus.publish(fitMessages(tenant, model, summary));
    const told: FitRecord = { ...record, state: record.state === 'fitted' ? 'published' : record.state, isTold: true };
    if (summary !== null && hasPassed(record)) await this.deps.passed?.(told, summary);
    await jobs.say(record, hasPassed(record) ? 'succeeded' : 'failed', 1, figuresOf(record, summary));
    await registry.prune(tenant, model, keptRuns, isKept);
    return told;
  }
}

/** What a row of `ops.job_runs` says: how the sampler did, and every check that failed by its name. */
function figuresOf({ failedChecks, attempts }: FitRecord, summary: RunSummary | null): JobFigures {
  const failed = failedChecks.map(({ check, subject, value }) => {
    // A figure that is not finite is named all the same.
    return [subject === undefined ? `failed:${check}` : `failed:${check}:${subject}`, value ?? 0] as const;
  });
  if (summary === null) return { attempts };
  const { divergences, worstRhat, leastEssBulk, seconds } = summary.diagnostics;
  const sampler = { divergences, worstRhat: worstRhat.value, leastEssBulk: leastEssBulk.value, seconds };
  return Object.fromEntries(
    Object.entries({ attempts, ...sampler, ...Object.fromEntries(failed) }).filter(([, value]) =>
      Number.isFinite(value),
    ),
  );
}
