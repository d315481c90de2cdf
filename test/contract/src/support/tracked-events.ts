import { type OutgoingMessage, type ReceivedMessage, toMessage } from '@stellwerk/bus';
import { defaultPerson, deterministicId, type TrackedEvent, trackingEvent } from '@stellwerk/contracts';

/** When every event was received: long enough ago to be past, and not so long that the raw zone would not have it. */
const RECEIVED_AT = new Date(Date.now() - 3_600_000).toISOString();

/** The nth event of a tenant: every third an order, the others views; months and persons take turns. */
export function trackedEvent(tenant: string, index: number, months = 3): TrackedEvent {
  const device = `device:${(index % 50).toString(16).padStart(32, '0')}`;
  const eventTime = new Date(Date.UTC(2026, -(index % months), 15, 0, 0, index)).toISOString();
  const common = {
    eventId: deterministicId('test event', tenant, index),
    tenant,
    source: 'web',
    messageId: `message-${index}`,
    eventTime,
    receivedAt: RECEIVED_AT,
    personKey: device,
    person: defaultPerson(tenant, device),
    keys: [device],
    consent: { purposes: ['analytics_store' as const], policy: 'eu-default@1', reason: 'test' },
    properties: {},
  };
  return index % 3 === 0
    ? {
        ...common,
        kind: 'Purchase',
        name: 'Order Completed',
        orderId: `A-${index}`,
        total: { amount: `${index}.123456789012`, currency: 'EUR' },
        products: [],
      }
    : {
        ...common,
        kind: 'View',
        surface: 'page',
        name: 'Home',
        channel: { name: index % 2 === 0 ? 'Email' : 'Paid Search', rules: 'default@1' },
      };
}

export function eventMessage(event: TrackedEvent, traceparent?: string): OutgoingMessage {
  return toMessage(trackingEvent, event, {
    id: event.eventId,
    time: event.receivedAt,
    source: '/tracking',
    tenant: event.tenant,
    ...(traceparent !== undefined && { traceparent }),
  });
}

/** The same as if the broker had delivered it. */
export const delivered = (message: OutgoingMessage, partition: number, offset: number): ReceivedMessage => ({
  topic: message.topic,
  key: message.key,
  value: message.value,
  headers: message.headers,
  partition,
  offset: BigInt(offset),
  timestampMs: Date.UTC(2026, 10, 24),
});
