import { headersOf, type OutgoingMessage } from '@stellwerk/bus';
import { deterministicId, type TrackedEvent, trackingCounted, trackingReceived } from '@stellwerk/contracts';

/** What every message of a request has in common. */
export interface RequestEnvelope {
  readonly time: string;
  readonly source: string;
  readonly tenant: string;
}

/** One message per person key; the events have passed their contract one by one already. */
export function receivedMessages(
  events: readonly TrackedEvent[],
  requestId: string,
  envelope: RequestEnvelope,
): OutgoingMessage[] {
  const { tenant, source, time: receivedAt } = envelope;
  return [...Map.groupBy(events, (event) => event.personKey)].map(([personKey, own]) => ({
    topic: trackingReceived.type,
    key: `${tenant}/${personKey}`,
    value: Buffer.from(JSON.stringify({ tenant, source, requestId, receivedAt, personKey, events: own })),
    headers: headersOf(trackingReceived.type, { ...envelope, id: deterministicId(requestId, personKey) }),
  }));
}

/** How many calls of a request nobody permitted to be kept. */
export function consentCountMessage(count: number, requestId: string, envelope: RequestEnvelope): OutgoingMessage {
  const { tenant, source, time } = envelope;
  const countId = deterministicId('count', requestId, 'consent');
  const hour = `${time.slice(0, 13)}:00:00.000Z`;
  return {
    topic: trackingCounted.type,
    key: `${tenant}/${source}`,
    value: Buffer.from(JSON.stringify({ countId, tenant, source, hour, reason: 'consent', count })),
    headers: headersOf(trackingCounted.type, { ...envelope, id: countId }),
  };
}
