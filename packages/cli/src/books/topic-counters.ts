import { type Bus, headerNames, type ReceivedMessage } from '@stellwerk/bus';
import { trackingCounted, trackingEvent, trackingReceived, trackingRejected } from '@stellwerk/contracts';

/** What became of the calls of one source in one hour, as one side of the books counts it. */
export interface HourCounters {
  received: number;
  accepted: number;
  rejected: number;
  duplicates: number;
  withoutConsent: number;
}

/** `<source> <start of the hour>` → counters. */
export type CountersByHour = ReadonlyMap<string, HourCounters>;

export interface TopicCounters {
  readonly counters: CountersByHour;
  /** Hours from this one on are whole: the broker has forgotten nothing of them. Empty = it has forgotten nothing at all. */
  readonly wholeSince: string;
}

/**
 * Counts a tenant's calls in the topics themselves, apart from ClickHouse: what the door said beside its messages, and what
 * the messages hold. Reads each topic once, from what the broker still has to the end it has now.
 */
export async function countTopics(bus: Pick<Bus, 'offsets' | 'readFrom'>, tenant: string): Promise<TopicCounters> {
  let wholeSince = '';
  const counters = new Map<string, HourCounters>();
  const seen = new Set<string>();
  const at = (source: string, time: string): HourCounters => {
    const key = hourKey(source, time);
    let found = counters.get(key);
    if (!found) {
      found = { received: 0, accepted: 0, rejected: 0, duplicates: 0, withoutConsent: 0 };
      counters.set(key, found);
    }
    return found;
  };
  const ofDoor = ({ headers }: ReceivedMessage) => {
    const counted = at(headers[headerNames.source] ?? '', headers[headerNames.time] ?? '');
    counted.received += Number(headers[headerNames.calls] ?? 0);
    return counted;
  };
  const each = async (topic: string, visit: (message: ReceivedMessage) => void) => {
    const since = await eachMessage(bus, topic, tenant, visit);
    if (since > wholeSince) wholeSince = since;
  };
  await each(trackingReceived.type, ofDoor);
  await each(trackingRejected.type, (message) => {
    ofDoor(message).rejected += 1;
  });
  await each(trackingCounted.type, (message) => {
    if (message.headers[headerNames.calls] !== undefined) ofDoor(message);
    const { countId, source, hour, reason, count } = JSON.parse(String(message.value));
    if (seen.has(countId)) return;
    seen.add(countId);
    at(source, hour)[reason === 'duplicate' ? 'duplicates' : 'withoutConsent'] += count;
  });
  await each(trackingEvent.type, ({ value, headers }) => {
    const id = headers[headerNames.id] ?? '';
    if (seen.has(id)) return;
    seen.add(id);
    const { source, receivedAt } = JSON.parse(String(value));
    at(source, receivedAt).accepted += 1;
  });
  return { counters, wholeSince };
}

export const hourKey = (source: string, time: string): string => `${source} ${time.slice(0, 13)}:00:00.000Z`;

const HOUR_MS = 3_600_000;

/** Visits a tenant's messages; returns the first hour that the topic holds whole, empty where nothing has expired. */
async function eachMessage(
  bus: Pick<Bus, 'offsets' | 'readFrom'>,
  topic: string,
  tenant: string,
  visit: (message: ReceivedMessage) => void,
): Promise<string> {
  let oldestMs = 0;
  for (const [partition, { low, high }] of await bus.offsets(topic)) {
    if (low === high) continue;
    for await (const message of bus.readFrom(topic, partition, low)) {
      if (message.offset === low && low > 0n) oldestMs = Math.max(oldestMs, message.timestampMs);
      if (message.headers[headerNames.tenant] === tenant) visit(message);
    }
  }
  return oldestMs === 0 ? '' : new Date((Math.floor(oldestMs / HOUR_MS) + 1) * HOUR_MS).toISOString();
}
