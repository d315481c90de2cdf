import { accessRecorded } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { accesses } from '../tables.js';
import { instantCell } from '../values.js';

/** Who was shown what is kept under seal. */
export const accessRecordedMapper = defineMapper(accessRecorded, (payload) => [
  rowOf(accesses, {
    tenant: payload.tenant,
    access_id: payload.accessId,
    accessed_at: instantCell(payload.at, 'at'),
    accessed_by: payload.by,
    action: payload.action,
    subject: payload.subject,
    purpose: payload.purpose ?? '',
  }),
]);
