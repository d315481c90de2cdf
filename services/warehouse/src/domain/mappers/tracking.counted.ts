import { trackingCounted } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { counts } from '../tables.js';
import { milliseconds } from '../values.js';

/** Anonymous numbers of events that were not kept. */
export const trackingCountedMapper = defineMapper(trackingCounted, (payload) => [
  rowOf(counts, {
    tenant: payload.tenant,
    source: payload.source,
    hour: milliseconds(payload.hour, 'hour') / 1000,
    reason: payload.reason,
    events: payload.count,
    count_id: payload.countId,
  }),
]);
