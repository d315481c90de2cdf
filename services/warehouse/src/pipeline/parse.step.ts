import { parseMessage, type ReceivedMessage } from '@stellwerk/bus';
import { dead, drop, ok, type Result } from '@stellwerk/pipeline';
import type { Mapper } from '../domain/mapper.js';

interface Needs {
  readonly message: ReceivedMessage;
}
interface Adds {
  readonly mapper: Mapper;
  readonly payload: unknown;
  readonly eventId: string;
}

/** Reads a message under its contract. Topics without curated tables and tombstones end here: the raw zone has them. */
export const createParseStep = (mapperByTopic: ReadonlyMap<string, Mapper>) =>
  function parseStep<Input extends Needs>(input: Input): Result<Input & Adds> {
    const { message } = input;
    const mapper = mapperByTopic.get(message.topic);
    if (!mapper) return drop('RAW_ONLY');
    if (message.value === null) return drop('TOMBSTONE');
    const parsed = parseMessage(mapper.contract, message);
    if (!parsed.ok) return dead(parsed.code, { detail: parsed.detail, field: parsed.field });
    return ok({ ...input, mapper, payload: parsed.payload, eventId: parsed.envelope.id });
  };
