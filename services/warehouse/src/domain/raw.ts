import { headerNames, type ReceivedMessage } from '@stellwerk/bus';
import { withoutSealed } from './sealed.js';
import { rowOf, type TableRow } from './table.js';
import { rawMessages } from './tables.js';
import { dateTimeCell } from './values.js';

/**
 * A message as received, sealed fields excepted.
 * @param receivedAtMs one instant for the whole batch: it decides the table partition, and a batch must fall into one
 * @param keepDays how long its tenant keeps it
 */
export function rawRow(message: ReceivedMessage, receivedAtMs: number, keepDays: number): TableRow {
  const { headers } = message;
  return rowOf(rawMessages, {
    key: message.key,
    event_id: headers[headerNames.id] ?? '',
    tenant: tenantOf(message),
    trace_id: headers[headerNames.traceparent]?.split('-')[1] ?? '',
    headers,
    value: message.value === null ? '' : withoutSealed(message.value.toString('utf8')),
    appended_at: dateTimeCell(message.timestampMs),
    received_at: dateTimeCell(receivedAtMs),
    keep_days: keepDays,
  });
}

/** Tenant that a message belongs to, empty where it belongs to none. */
export const tenantOf = ({ headers }: Pick<ReceivedMessage, 'headers'>): string => headers[headerNames.tenant] ?? '';
