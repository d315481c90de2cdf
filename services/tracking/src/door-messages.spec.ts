import { parseMessage } from '@stellwerk/bus';
import { type TrackedEvent, trackingEvent, trackingReceived } from '@stellwerk/contracts';
import { receivedMessages } from './door-messages.js';

const REQUEST = '7b0f3f39-3a55-4f0e-8a1e-0c7b9d1f2a3b';
const envelope = { tenant: 'demo', source: 'web', time: '2026-11-24T10:00:00.000Z', requestId: REQUEST, calls: 7 };
const [example] = trackingEvent.examples;
const OTHER = 'device:00000000000000000000000000000001';

const event = (changes: Partial<TrackedEvent>) => ({ ...example?.payload, ...changes }) as TrackedEvent;
const messages = (events: readonly TrackedEvent[]) => receivedMessages(events, envelope);
const eventsOf = (message: Parameters<typeof parseMessage>[1]) => {
  const parsed = parseMessage(trackingReceived, message);
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.payload.events;
};

describe('messages of a request', () => {
  it('hold the events of one person each, in order', () => {
    const events = [event({ messageId: '1' }), event({ messageId: '2', personKey: OTHER }), event({ messageId: '3' })];
    const made = messages(events);
    expect(made.map((message) => eventsOf(message).map(({ messageId }) => messageId))).toEqual([['1', '3'], ['2']]);
    expect(made[1]?.key).toBe(`demo/${OTHER}`);
  });

  it('stay within what a topic takes, whatever one person sends', () => {
    const large = Array.from({ length: 40 }, (_, index) =>
      event({ messageId: String(index), properties: { text: '\u20ac'.repeat(100_000) } }),
    );
    const made = messages(large);
    expect(made.length).toBeGreaterThan(1);
    for (const { value } of made) expect(value?.length).toBeLessThan(3_500_000);
    expect(made.flatMap((message) => eventsOf(message).map(({ messageId }) => messageId))).toEqual(
      large.map(({ messageId }) => messageId),
    );
    expect(new Set(made.map(({ headers }) => headers.ce_id)).size).toBe(made.length);
  });

  it('are the same when the request is the same', () => {
    expect(messages([event({})])).toEqual(messages([event({})]));
  });

  it('say how many calls they stand for, and of how many', () => {
    const headers = messages([event({}), event({}), event({ personKey: OTHER })]).map((message) => message.headers);
    expect(headers.map((header) => [header.stellwerk_calls, header.stellwerk_request])).toEqual([
      ['2', `${REQUEST}/7`],
      ['1', `${REQUEST}/7`],
    ]);
  });
});
