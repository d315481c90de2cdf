import { headerNames, headersOf, type OutgoingMessage, toMessage } from '@stellwerk/bus';
import {
  deterministicId,
  identifierSealed,
  type TrackedEvent,
  trackingCounted,
  trackingReceived,
} from '@stellwerk/contracts';
import type { SealedIdentifier } from './adapters/identifier-vault.js';

/** What every message of a request has in common. */
export interface RequestEnvelope {
  readonly time: string;
  readonly source: string;
  readonly tenant: string;
  readonly requestId: string;
  /** Calls of the request. */
  readonly calls: number;
}

/**
 * Headers of a message of the door. They say how many calls it stands for and how many its request had, apart from what the
 * message itself holds: the books compare both.
 */
export function doorHeaders(
  type: string,
  id: string,
  calls: number,
  envelope: RequestEnvelope,
): Record<string, string> {
  const { requestId, calls: all, ...attributes } = envelope;
  return {
    ...headersOf(type, { ...attributes, id }),
    [headerNames.calls]: String(calls),
    [headerNames.request]: `${requestId}/${all}`,
  };
}

/** Characters of events in one message: at most 3 MiB as UTF-8, which the topic's 4 MiB hold with room for headers. */
const MAX_EVENT_CHARACTERS = 1_048_576;

/**
 * One message per person key, or several in order where a request holds very much of one person. The events have passed
 * their contract one by one already.
 */
export function receivedMessages(events: readonly TrackedEvent[], envelope: RequestEnvelope): OutgoingMessage[] {
  const { tenant, source, time: receivedAt, requestId } = envelope;
  return [...Map.groupBy(events, (event) => event.personKey)].flatMap(([personKey, own]) => {
    const head = JSON.stringify({ tenant, source, requestId, receivedAt, personKey }).slice(0, -1);
    return portions(own.map((event) => JSON.stringify(event))).map((texts, index) => ({
      topic: trackingReceived.type,
      key: `${tenant}/${personKey}`,
      value: Buffer.from(`${head},"events":[${texts.join(',')}]}`),
      headers: doorHeaders(trackingReceived.type, deterministicId(requestId, personKey, index), texts.length, envelope),
    }));
  });
}

function portions(texts: readonly string[]): string[][] {
  const found: string[][] = [];
  let left = 0;
  for (const text of texts) {
    if (found.length === 0 || text.length > left) {
      found.push([]);
      left = MAX_EVENT_CHARACTERS;
    }
    found.at(-1)?.push(text);
    left -= text.length;
  }
  return found;
}

/** A raw identifier under seal, for the purposes that need it. */
export function sealedMessage({ key, purposes, sealed }: SealedIdentifier, envelope: RequestEnvelope): OutgoingMessage {
  const { tenant, source, time } = envelope;
  const id = deterministicId('sealed', tenant, key, sealed.nonce);
  const payload = { tenant, key, source, purposes: [...purposes], at: time, sealed };
  return toMessage(identifierSealed, payload, { id, time, source, tenant });
}

/** How many calls of a request nobody permitted to be kept. */
export function consentCountMessage(count: number, envelope: RequestEnvelope): OutgoingMessage {
  const { tenant, source, time, requestId } = envelope;
  const countId = deterministicId('count', requestId, 'consent');
  const hour = `${time.slice(0, 13)}:00:00.000Z`;
  return {
    topic: trackingCounted.type,
    key: `${tenant}/${source}`,
    value: Buffer.from(JSON.stringify({ countId, tenant, source, hour, reason: 'consent', count })),
    headers: doorHeaders(trackingCounted.type, countId, count, envelope),
  };
}
