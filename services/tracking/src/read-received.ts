import { type ParsedMessage, parseMessage, type ReceivedMessage } from '@stellwerk/bus';
import { type PayloadOf, type TrackedEvent, trackingReceived } from '@stellwerk/contracts';
import { z } from 'zod';
import { isObject } from './domain/object.js';

export type Received = PayloadOf<typeof trackingReceived>;

/** Texts of an event by which it is told apart, joined to its person, and sent on. */
const EVENT_TEXTS = ['eventId', 'tenant', 'source', 'kind', 'eventTime', 'receivedAt', 'personKey'] as const;

/**
 * The contract as far as de-duplication relies on it. The door has held every event to the whole contract before it wrote, and
 * whoever reads `tracking.event` does so again; a third time in between cost a tenth of what the service does.
 */
const trusted = { ...trackingReceived, schema: z.custom<Received>(isReadable) } as unknown as typeof trackingReceived;

/** Reads a message of the door. */
export function readReceived(message: ReceivedMessage): ParsedMessage<Received> {
  return parseMessage(trusted, message);
}

/** Why a message that could not be worked on misses the whole contract; `undefined` where it does not. */
export function problemOfReceived(message: ReceivedMessage): (ParsedMessage<Received> & { ok: false }) | undefined {
  const parsed = parseMessage(trackingReceived, message);
  return parsed.ok ? undefined : parsed;
}

function isReadable(value: unknown): boolean {
  return (
    isObject(value) &&
    hasTexts(value, ['tenant', 'source', 'receivedAt']) &&
    Array.isArray(value.events) &&
    value.events.length > 0 &&
    value.events.every(isReadableEvent)
  );
}

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

function isReadableEvent(event: unknown): event is TrackedEvent {
  return (
    isObject(event) &&
    hasTexts(event, EVENT_TEXTS) &&
    ID.test(String(event.eventId)) &&
    Array.isArray(event.keys) &&
    isObject(event.consent) &&
    Array.isArray(event.consent.purposes)
  );
}

function hasTexts(value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === 'string');
}
