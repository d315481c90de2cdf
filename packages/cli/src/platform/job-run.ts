import { setTimeout as sleep } from 'node:timers/promises';
import { type Bus, toMessage, UnavailableError } from '@stellwerk/bus';
import { deterministicId, jobRan, type PayloadOf, StellwerkError } from '@stellwerk/contracts';

type Payload = PayloadOf<typeof jobRan>;

/** Named figures of a run. */
export type JobFigures = Readonly<Record<string, number>>;

/** A running job, to be told how far it is. */
export interface JobProgress {
  /** Share done, 0 to 1, with what stands so far. A broker that is away misses it. */
  progress(share: number, figures: JobFigures): Promise<void>;
}

export interface JobOptions {
  readonly bus: Pick<Bus, 'publish'>;
  readonly tenant: string;
  readonly job: string;
  readonly now: () => Date;
}

/** How long the last word about a run may wait for a broker. */
const LAST_WORD_MS = 60_000;
const RETRY_MS = 2_000;

/**
 * Runs a job and keeps its state on record: started, progress, then succeeded with the figures that it returns, or failed with
 * the code of the error that ended it. One row in `ops.job_runs`.
 */
export async function asJob<Result extends { readonly figures: JobFigures }>(
  { bus, tenant, job, now }: JobOptions,
  work: (progress: JobProgress) => Promise<Result>,
): Promise<Result> {
  const startedAt = now().toISOString();
  const runId = deterministicId('job', job, tenant, startedAt);
  let latest: { progress: number; figures: JobFigures } = { progress: 0, figures: {} };
  const publish = async (state: Payload['state'], more: Partial<Payload> = {}) => {
    const at = now().toISOString();
    const { progress, figures } = latest;
    const payload = { runId, tenant, job, state, progress, startedAt, at, figures: { ...figures }, ...more };
    const envelope = { id: deterministicId(runId, state, at), time: at, source: 'cli', tenant };
    await bus.publish([toMessage(jobRan, payload, envelope)]);
  };
  await publish('started');
  const progress: JobProgress['progress'] = async (share, figures) => {
    latest = { progress: Math.min(1, Math.max(0, share)), figures };
    // The next report says more than this one, so an outage may swallow it.
    await publish('progress').catch(unlessUnavailable);
  };
  let result: Result;
  try {
    result = await work({ progress });
  } catch (error) {
    const errorCode = error instanceof StellwerkError ? error.code : undefined;
    // What ended the job counts, whether or not it can be put on record.
    await publish('failed', errorCode === undefined ? {} : { errorCode }).catch(unlessUnavailable);
    throw error;
  }
  latest = { progress: 1, figures: result.figures };
  await insistently(() => publish('succeeded'));
  return result;
}

async function insistently(publish: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + LAST_WORD_MS;
  for (;;) {
    try {
      return await publish();
    } catch (error) {
      if (!(error instanceof UnavailableError) || performance.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}

function unlessUnavailable(error: unknown): void {
  if (!(error instanceof UnavailableError)) throw error;
}
