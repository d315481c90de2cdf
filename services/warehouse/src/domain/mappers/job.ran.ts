import { jobRan } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { jobRuns } from '../tables.js';
import { instantCell } from '../values.js';

/** A state of a job run; the table keeps the latest. */
export const jobRanMapper = defineMapper(jobRan, (payload) => [
  rowOf(jobRuns, {
    tenant: payload.tenant,
    run_id: payload.runId,
    job: payload.job,
    state: payload.state,
    progress: payload.progress,
    started_at: instantCell(payload.startedAt, 'startedAt'),
    reported_at: instantCell(payload.at, 'at'),
    error_code: payload.errorCode ?? '',
    figures: payload.figures,
  }),
]);
