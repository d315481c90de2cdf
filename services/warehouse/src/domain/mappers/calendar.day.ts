import { calendarDay } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { calendar } from '../tables.js';
import { dayCell } from '../values.js';

/** A day that is special in a geo. */
export const calendarDayMapper = defineMapper(calendarDay, (payload) => [
  rowOf(calendar, {
    tenant: payload.tenant,
    day: dayCell(payload.day, 'day'),
    geo: payload.geo,
    kind: payload.kind,
    name: payload.name,
  }),
]);
