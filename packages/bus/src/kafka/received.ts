import type { KafkaMessage } from 'kafkajs';
import type { ReceivedMessage } from '../port.js';

/** A kafkajs message as the port describes it. */
export function toReceived(topic: string, partition: number, message: KafkaMessage): ReceivedMessage {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers ?? {})) headers[name] = String(value);
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: message.key?.toString('utf8') ?? '',
    value: message.value,
    headers,
    timestampMs: Number(message.timestamp),
  };
}
