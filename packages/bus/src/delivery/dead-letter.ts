import { deterministicId } from '@stellwerk/contracts';
import { headerNames } from '../message/headers.js';
import type { DeadLetter, OutgoingMessage } from '../port.js';

/** Headers that a dead letter carries beside those of its original. */
export const deadHeaders = {
  id: 'dead_id',
  code: 'dead_code',
  step: 'dead_step',
  detail: 'dead_detail',
  group: 'dead_group',
  topic: 'dead_topic',
  partition: 'dead_partition',
  offset: 'dead_offset',
  at: 'dead_at',
} as const;

/** Wraps a message that was given up: original key, bytes and headers stay as they were. */
export function toDeadLetter(dead: DeadLetter, topic: string, group: string, at: Date): OutgoingMessage {
  const { message } = dead;
  return {
    topic,
    key: message.key,
    value: message.value,
    headers: {
      ...message.headers,
      [deadHeaders.id]: deterministicId('dead', group, message.topic, message.partition, String(message.offset)),
      [deadHeaders.code]: dead.code,
      [deadHeaders.step]: dead.step,
      [deadHeaders.detail]: dead.detail,
      [deadHeaders.group]: group,
      [deadHeaders.topic]: message.topic,
      [deadHeaders.partition]: String(message.partition),
      [deadHeaders.offset]: String(message.offset),
      [deadHeaders.at]: at.toISOString(),
      [headerNames.tenant]: message.headers[headerNames.tenant] ?? 'platform',
    },
  };
}
