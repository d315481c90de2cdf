import { type MessageBatch, type OutgoingMessage, toMessage, UnavailableError } from '@stellwerk/bus';
import { deterministicId, type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import { AssertionWorker } from './assertion-worker.js';
import { key, TENANT } from './testing/statements.js';

const NOON = Date.UTC(2026, 10, 24, 12);

/** Events of one person who is logged in, at minutes after noon; the first offset is the first minute. */
function batchOf(minutes: readonly number[]): MessageBatch {
  const messages = minutes.map((minute) => {
    const payload = {
      ...(trackingEvent.examples[0]?.payload as TrackedEvent),
      tenant: TENANT,
      eventId: deterministicId('event', minute),
      eventTime: new Date(NOON + minute * 60_000).toISOString(),
      keys: [key('login', 'anna'), key('device', 'phone')],
    };
    const envelope = { id: payload.eventId, time: payload.eventTime, source: 'test', tenant: TENANT };
    const message = toMessage(trackingEvent, payload, { ...envelope, traceparent: null });
    return { ...message, partition: 0, offset: BigInt(minute), timestampMs: NOON };
  });
  return {
    topic: trackingEvent.type,
    partition: 0,
    messages,
    endOffset: BigInt(minutes.length),
    signal: new AbortController().signal,
  };
}

/** A bus that is away until it is told otherwise, and keeps what it takes. */
class FakeBus {
  isAway = true;
  readonly taken: OutgoingMessage[][] = [];

  async publish(messages: readonly OutgoingMessage[]): Promise<ReadonlyMap<string, bigint>> {
    if (this.isAway) throw new UnavailableError('kafka');
    this.taken.push([...messages]);
    return new Map();
  }
}

describe('the assertion worker', () => {
  it('states again what did not get out, and passes over what adds nothing to what did', async () => {
    const bus = new FakeBus();
    const worker = new AssertionWorker(bus);
    await expect(worker.handle(batchOf([0, 1, 2, 3]))).rejects.toBeInstanceOf(UnavailableError);
    bus.isAway = false;
    for (const minutes of [
      [0, 1, 2, 3],
      [4, 5],
      [6, 60],
    ])
      await worker.handle(batchOf(minutes));
    const times = bus.taken.map((messages) => messages.map(({ headers }) => headers.ce_time?.slice(11, 16)));
    expect(times).toEqual([['12:00', '12:01', '12:02'], [], ['13:00']]);
  });

  it('gives up what is no event and states the rest', async () => {
    const bus = new FakeBus();
    bus.isAway = false;
    const batch = batchOf([0, 1]);
    const messages = batch.messages.map((message, at) =>
      at === 0 ? { ...message, value: Buffer.from('{') } : message,
    );
    const { dead } = await new AssertionWorker(bus).handle({ ...batch, messages });
    expect(dead?.map(({ message, code }) => [message.offset, code])).toEqual([[0n, 'BUS_NOT_JSON']]);
    expect(bus.taken).toHaveLength(1);
    expect(bus.taken[0]).toHaveLength(1);
  });
});
