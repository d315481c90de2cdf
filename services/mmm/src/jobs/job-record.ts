import { type Bus, toMessage, UnavailableError } from '@stellwerk/bus';
import { deterministicId, jobRan, type PayloadOf } from '@stellwerk/contracts';
import type { FitRecord } from '../registry/fit-record.js';

type State = PayloadOf<typeof jobRan>['state'];

export const FIT_JOB = 'mmm.fit';

/** Figures of a job: numbers alone, so a failed check stands there by its name. */
export type JobFigures = Readonly<Record<string, number>>;

/**
 * Keeps the state of fits in `ops.job_runs`, one row per fit. What is said last stays: an outage of the broker may swallow a
 * progress, and the end is told again by whoever ends the fit.
 */
export class JobRecord {
  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly clock: () => Date,
  ) {}

  /** @throws UnavailableError where the broker is away and it is not a progress */
  async say(record: FitRecord, state: State, progress: number, figures: JobFigures = {}): Promise<void> {
    const at = this.clock().toISOString();
    const { runId, tenant, startedAt, requestedAt, error } = record;
    const payload: PayloadOf<typeof jobRan> = {
      runId,
      tenant,
      job: FIT_JOB,
      state,
      progress: Math.min(1, Math.max(0, progress)),
      startedAt: startedAt ?? requestedAt,
      at,
      figures: { ...figures },
      ...(error && { errorCode: error.code }),
    };
    const envelope = { id: deterministicId('job', runId, state, at), time: at, source: 'mmm', tenant };
    const told = this.bus.publish([toMessage(jobRan, payload, envelope)]);
    await (state === 'progress' ? told.catch(unlessUnavailable) : told);
  }
}

function unlessUnavailable(error: unknown): void {
  if (!(error instanceof UnavailableError)) throw error;
}
