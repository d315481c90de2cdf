import { type OutgoingMessage, toMessage } from '@stellwerk/bus';
import { deterministicId, jobRan, type PayloadOf } from '@stellwerk/contracts';
import type { ImportRun } from './run.js';

type State = PayloadOf<typeof jobRan>['state'];

/** An import as a job run: what `ops.job_runs` shows of it. */
export function jobMessage({ head, progress }: ImportRun, state: State): OutgoingMessage {
  const { tenant, runId, source, bytes, startedAt } = head;
  const { offset, counts, at, errorCode } = progress;
  const share = state === 'succeeded' ? 1 : bytes ? Math.min(1, offset / bytes) : 0;
  const payload = {
    runId,
    tenant,
    job: 'import',
    state,
    progress: share,
    startedAt,
    at,
    ...(errorCode !== undefined && { errorCode }),
    figures: { ...counts, bytes: offset },
  };
  const id = deterministicId('job', runId, state, offset);
  return toMessage(jobRan, payload, { id, time: at, source, tenant, traceparent: null });
}
