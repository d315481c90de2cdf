import type { KafkaMessage } from 'kafkajs';
import type { ReceivedMessage } from '../port.js';

/** A message as the port describes it; `record-decode-patch.ts` has made its headers texts. */
export function toReceived(topic: string, partition: number, message: KafkaMessage): ReceivedMessage {
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: message.key?.toString('utf8') ?? '',
    value: message.value,
    headers: message.headers as Record<string, string>,
    timestampMs: Number(message.timestamp),
  };
}
