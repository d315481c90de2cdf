import type { z } from 'zod';

/** How the topic of an event is created. Durations in milliseconds. */
export interface TopicPolicy {
  readonly partitions: number;
  /** How long the broker keeps a message; `null` = for ever (compacted topics). */
  readonly retentionMs: number | null;
  readonly compacted: boolean;
}

/** A named payload that the schema accepts: read by tests, frozen under `schemas/`, printed in the docs. */
export interface EventExample<Payload> {
  readonly title: string;
  readonly payload: Payload;
}

/** One event at one major version: the only place where its name, schema, key and topic are written. */
export interface EventContract<Schema extends z.ZodType = z.ZodType> {
  /** `<domain>.<event>.v<major>`: CloudEvents type and Kafka topic in one. */
  readonly type: string;
  readonly summary: string;
  readonly schema: Schema;
  /** Kafka key: tenant and the entity whose order matters. Never raw personal data. */
  readonly key: (payload: z.infer<Schema>) => string;
  readonly topic: TopicPolicy;
  readonly examples: readonly EventExample<z.infer<Schema>>[];
}

/** The payload type of a contract. */
export type PayloadOf<Contract> = Contract extends EventContract<infer Schema> ? z.infer<Schema> : never;

const DAY_MS = 86_400_000;

/** Four partitions, seven days: right for events that the warehouse keeps anyway. */
export const standardTopic: TopicPolicy = { partitions: 4, retentionMs: 7 * DAY_MS, compacted: false };

/** Four partitions, the last message per key for ever: state that consumers rebuild. */
export const compactedTopic: TopicPolicy = { partitions: 4, retentionMs: null, compacted: true };

const TYPE_PATTERN = /^[a-z]+(\.[a-z-]+)+\.v[1-9]\d*$/;

/** Declares an event. @throws if the type does not read `<domain>.<event>.v<major>`. */
export function defineEvent<Schema extends z.ZodType>(contract: EventContract<Schema>): EventContract<Schema> {
  if (!TYPE_PATTERN.test(contract.type)) throw new Error(`event type "${contract.type}" must read domain.event.v1`);
  return Object.freeze(contract);
}
