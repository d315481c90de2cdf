import { mmmDecomposed } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { mmmContributions } from '../results-tables.js';
import { rowOf } from '../table.js';
import { dayCell, instantCell } from '../values.js';

/** One part of a model, a row per period. */
export const mmmDecomposedMapper = defineMapper(mmmDecomposed, (payload) =>
  payload.dates.map((date, period) => {
    const mean = payload.mean[period] ?? 0;
    return rowOf(mmmContributions, {
      tenant: payload.tenant,
      run_id: payload.runId,
      model: payload.model,
      fitted_at: instantCell(payload.at, 'at'),
      component: payload.component,
      kind: payload.kind,
      period: dayCell(date, 'dates'),
      value: mean,
      value_low: payload.low[period] ?? mean,
      value_high: payload.high[period] ?? mean,
    });
  }),
);
