import { trackingRejected } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { rejected } from '../tables.js';
import { dateTimeCell, milliseconds, monthOf } from '../values.js';

/** Index of what the door refused; the sealed original stays in its topic. */
export const trackingRejectedMapper = defineMapper(trackingRejected, (payload) => {
  const rejectedAtMs = milliseconds(payload.at, 'at');
  return [
    rowOf(
      rejected,
      {
        tenant: payload.tenant,
        rejected_id: payload.rejectedId,
        rejected_at: dateTimeCell(rejectedAtMs),
        source: payload.source,
        code: payload.code,
        field: payload.field ?? '',
        detail: payload.detail,
        scope: payload.scope,
        protocol: payload.protocol,
        route: payload.route,
        content_type: payload.contentType ?? '',
        content_encoding: payload.contentEncoding ?? '',
        bytes: payload.bytes,
        has_original: payload.sealed !== undefined,
      },
      monthOf(rejectedAtMs),
    ),
  ];
});
