import { mmmPromoted } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { mmmChampions } from '../results-tables.js';
import { rowOf } from '../table.js';
import { instantCell } from '../values.js';

/** A fit that became the champion of its model. */
export const mmmPromotedMapper = defineMapper(mmmPromoted, (payload) => [
  rowOf(mmmChampions, {
    tenant: payload.tenant,
    model: payload.model,
    run_id: payload.runId,
    previous_run_id: payload.previousRunId ?? null,
    by: payload.by,
    promoted_at: instantCell(payload.at, 'at'),
    reason: payload.reason ?? '',
  }),
]);
