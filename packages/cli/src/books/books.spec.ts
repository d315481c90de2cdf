import { createMemoryBus, type OutgoingMessage } from '@stellwerk/bus';
import { alarmsOf, type StoredHour } from './account.js';
import { countTopics, hourKey } from './topic-counters.js';

const HOUR = '2026-11-24T10:00:00.000Z';
const AT = '2026-11-24T10:20:00.000Z';
const door = (topic: string, calls: number, value: object = {}, tenant = 'demo'): OutgoingMessage => ({
  topic,
  key: `${tenant}/x`,
  value: Buffer.from(JSON.stringify(value)),
  headers: { ce_source: 'web', ce_time: AT, stellwerk_tenant: tenant, stellwerk_calls: String(calls) },
});
const counted = (countId: string, reason: string, count: number, calls?: number): OutgoingMessage => {
  const message = door('tracking.counted.v1', calls ?? 0, { countId, source: 'web', hour: HOUR, reason, count });
  const { stellwerk_calls, ...headers } = message.headers;
  return calls === undefined ? { ...message, headers } : message;
};
const event = (id: string): OutgoingMessage => {
  const message = door('tracking.event.v1', 0, { source: 'web', receivedAt: AT });
  return { ...message, headers: { ...message.headers, ce_id: id, ce_time: '2026-11-20T00:00:00.000Z' } };
};

describe('counters of the topics', () => {
  it('count what the door said and what became of it, by hour of receipt, of one tenant', async () => {
    const bus = createMemoryBus();
    await bus.publish([
      door('tracking.received.v1', 3),
      door('tracking.received.v1', 9, {}, 'other'),
      door('tracking.rejected.v1', 1),
      counted('c-1', 'consent', 2, 2),
      counted('c-2', 'duplicate', 1),
      counted('c-2', 'duplicate', 1),
      event('e-1'),
      event('e-2'),
      event('e-2'),
    ]);
    const { counters, wholeSince } = await countTopics(bus, 'demo');
    expect(wholeSince).toBe('');
    expect([...counters]).toEqual([
      [hourKey('web', HOUR), { received: 6, accepted: 2, rejected: 1, duplicates: 1, withoutConsent: 2 }],
    ]);
    await bus.close();
  });
});

describe('alarms of the books', () => {
  const row: StoredHour = {
    source: 'web',
    hour: HOUR,
    received: 6,
    accepted: 2,
    rejected: 1,
    duplicates: 1,
    withoutConsent: 2,
    difference: 0,
  };
  const topics = (changes: object = {}, wholeSince = '') => ({
    counters: new Map([[hourKey('web', HOUR), { ...row, ...changes }]]),
    wholeSince,
  });

  it.each([
    ['none where all agrees', [row], topics(), []],
    [
      'calls that are in no column',
      [{ ...row, accepted: 1, difference: 1 }],
      undefined,
      ['1 calls are not accounted for'],
    ],
    [
      'a figure that the topics count otherwise',
      [row],
      topics({ accepted: 3 }),
      ['accepted: 3 in the topics, 2 in ClickHouse'],
    ],
    [
      'nothing of an hour that the topics have half forgotten',
      [row],
      topics({ accepted: 1 }, '2026-11-24T11:00:00.000Z'),
      [],
    ],
    [
      'an hour that ClickHouse does not know',
      [],
      topics(),
      [
        'received: 6 in the topics, 0 in ClickHouse',
        'accepted: 2 in the topics, 0 in ClickHouse',
        'rejected: 1 in the topics, 0 in ClickHouse',
        'duplicates: 1 in the topics, 0 in ClickHouse',
        'withoutConsent: 2 in the topics, 0 in ClickHouse',
      ],
    ],
  ])('%s', (_title, stored, counters, problems) => {
    expect(alarmsOf({ repeated: 0 }, stored, counters).map(({ problem }) => problem)).toEqual(problems);
  });

  it('events that are stored twice, though every hour adds up', () => {
    expect(alarmsOf({ repeated: 3 }, [row])).toEqual([{ problem: '3 events are stored more than once' }]);
  });
});
