import { deadHeaders, headerNames, type ReceivedMessage } from '@stellwerk/bus';
import { rowOf, type TableRow } from './table.js';
import { deadLetters } from './tables.js';
import { dateTimeCell } from './values.js';

const DEAD_TOPIC = /^(?<service>[a-z-]+)\.dead\.v\d+$/;

/** Service whose dead letters a topic holds, `undefined` for other topics. */
export const deadLetterService = (topic: string): string | undefined => DEAD_TOPIC.exec(topic)?.groups?.service;

/**
 * Index row of a dead letter, from its headers alone: its value is what nobody could handle. Takes whatever is missing as
 * empty, because a dead letter about a dead letter would never end.
 */
export function deadLetterRow(message: ReceivedMessage, service: string): TableRow {
  const header = (name: string) => message.headers[name] ?? '';
  return rowOf(deadLetters, {
    service,
    dead_id: header(deadHeaders.id),
    dead_at: dateTimeCell(message.timestampMs),
    code: header(deadHeaders.code),
    step: header(deadHeaders.step),
    detail: header(deadHeaders.detail),
    tenant: header(headerNames.tenant),
    event_id: header(headerNames.id),
    trace_id: header(headerNames.traceparent).split('-')[1] ?? '',
    original_topic: header(deadHeaders.topic),
    original_partition: wholeNumber(header(deadHeaders.partition), 65_535),
    original_offset: wholeNumber(header(deadHeaders.offset), Number.MAX_SAFE_INTEGER),
  });
}

/** Digits within a bound, else 0. */
const wholeNumber = (text: string, max: number): number => {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  return value <= max ? value : 0;
};
