import type { TopicSpec } from '@stellwerk/contracts';

/** Room for an original of 2 MiB under seal, as text in JSON; the bus refuses what would not fit. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/**
 * The broker's settings for a topic policy. `min.insync.replicas` is one below the copies: a write is acknowledged once all
 * copies but one have it for certain, so one broker may be lost without loss, and one may be away without an outage.
 */
export function topicConfig({ compacted, retentionMs }: TopicSpec, replicationFactor: number): Record<string, string> {
  return {
    'cleanup.policy': compacted ? 'compact' : 'delete',
    'max.message.bytes': String(MAX_MESSAGE_BYTES),
    'min.insync.replicas': String(Math.max(1, replicationFactor - 1)),
    'retention.ms': String(retentionMs ?? -1),
  };
}
