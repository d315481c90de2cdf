import { outcomeReported } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { reportedOutcomes } from '../tables.js';
import { dayCell, monthOfDay } from '../values.js';

/** A measured outcome that did not come through tracking, one row per revision. */
export const outcomeReportedMapper = defineMapper(outcomeReported, (payload) => [
  rowOf(
    reportedOutcomes,
    {
      tenant: payload.tenant,
      day: dayCell(payload.day, 'day'),
      geo: payload.geo,
      outcome: payload.outcome,
      value: payload.value,
      currency: payload.currency ?? '',
      revision: payload.revision,
    },
    monthOfDay(payload.day),
  ),
]);
