import { deterministicId } from '@stellwerk/contracts';
import type { DeadLetter, OutgoingMessage, ReceivedMessage } from '../port.js';
import type { GivenUp } from './deliver.js';

/** Headers that a dead letter carries beside those of its original. */
export const deadHeaders = {
  id: 'dead_id',
  code: 'dead_code',
  step: 'dead_step',
  detail: 'dead_detail',
  attempts: 'dead_attempts',
  group: 'dead_group',
  topic: 'dead_topic',
  partition: 'dead_partition',
  offset: 'dead_offset',
  at: 'dead_at',
} as const;

/** Whether a message is a dead letter itself: it lies where it can be found, so it is never buried a second time. */
export const isDeadLetter = (message: Pick<ReceivedMessage, 'headers'>): boolean =>
  message.headers[deadHeaders.id] !== undefined;

/**
 * Dead letters of a handler that keeps its own position, at its first attempt. It publishes them before it notes the position:
 * from then on nobody reads their messages again, so the bus would come too late.
 */
export function toDeadLetters(dead: readonly DeadLetter[], topic: string, group: string, at: Date): OutgoingMessage[] {
  return dead.map((letter) => toDeadLetter({ ...letter, attempts: 1 }, topic, group, at));
}

/** Wraps a message that was given up: original key, bytes and headers stay as they were. */
export function toDeadLetter(dead: GivenUp, topic: string, group: string, at: Date): OutgoingMessage {
  const { message } = dead;
  return {
    topic,
    key: message.key,
    value: message.value,
    headers: {
      ...message.headers,
      [deadHeaders.id]: deterministicId('dead', group, message.topic, message.partition, String(message.offset)),
      [deadHeaders.code]: dead.code.slice(0, 64),
      [deadHeaders.step]: dead.step.slice(0, 128),
      [deadHeaders.detail]: dead.detail.slice(0, 512),
      [deadHeaders.attempts]: String(dead.attempts),
      [deadHeaders.group]: group,
      [deadHeaders.topic]: message.topic,
      [deadHeaders.partition]: String(message.partition),
      [deadHeaders.offset]: String(message.offset),
      [deadHeaders.at]: at.toISOString(),
    },
  };
}
