import { createMemoryBus, type MessageBatch, toMessage, UnavailableError } from '@stellwerk/bus';
import { clickHouseErrors } from '@stellwerk/clickhouse';
import { StellwerkError, trackingEvent } from '@stellwerk/contracts';
import { RecentIds } from '../domain/recent-ids.js';
import { BatchHandler, type BatchStore } from './batch-handler.js';

const NOW = new Date('2026-11-24T13:00:00.000Z');
const RECEIVED = 'tracking.received.v1';
const TRAPPED = 'tracking.trapped.v1';

/** A store that refuses batches of some topics, and notes what it takes. */
class FakeStore implements BatchStore {
  /** Why, by topic. */
  readonly refused = new Map<string, 'UNAVAILABLE' | 'DATA_REFUSED'>();
  readonly ledger: string[] = [];
  curatedRows = 0;

  async takeOver(): Promise<null> {
    return null;
  }

  async recentIds(): Promise<RecentIds> {
    return new RecentIds(10);
  }

  async storeCurated({ topic, rows }: Parameters<BatchStore['storeCurated']>[0]): Promise<void> {
    const why = this.refused.get(topic);
    if (why) throw new StellwerkError(clickHouseErrors[why], { operation: 'insert', reason: 'TOO_MANY_PARTS' });
    this.curatedRows += rows.curatedRows;
  }

  async storeLedger({ topic, lastOffset }: Parameters<BatchStore['storeLedger']>[0]): Promise<void> {
    this.ledger.push(`${topic}/${lastOffset}`);
  }
}

const batchOf = (topic: string, signal = new AbortController().signal): MessageBatch => ({
  topic,
  partition: 0,
  messages: [
    { topic, partition: 0, offset: 4n, key: 'k', value: Buffer.from('{}'), headers: {}, timestampMs: NOW.getTime() },
  ],
  endOffset: 7n,
  signal,
});

function eventAt(offset: bigint): MessageBatch {
  const [example] = trackingEvent.examples;
  if (!example) throw new TypeError('the contract has examples');
  const { eventId: id, receivedAt: time, tenant } = example.payload;
  const message = toMessage(trackingEvent, example.payload, { id, time, tenant, source: '/tracking' });
  const place = { topic: message.topic, partition: 0 };
  const messages = [{ ...message, ...place, offset, timestampMs: NOW.getTime() }];
  return { ...place, messages, endOffset: offset + 1n, signal: new AbortController().signal };
}

describe('the batch handler', () => {
  let store: FakeStore;
  let handler: BatchHandler;
  beforeEach(async () => {
    store = new FakeStore();
    handler = new BatchHandler(store, createMemoryBus(), { all: () => [] }, () => NOW);
    for (const topic of [RECEIVED, TRAPPED, trackingEvent.type]) await handler.resumeAt(topic, 0);
  });

  it('puts a batch on the ledger and knows what is left', async () => {
    await handler.handle(batchOf(RECEIVED));
    expect([store.ledger, handler.lag]).toEqual([[`${RECEIVED}/4`], 2n]);
  });

  it('says what a partition waits for until it goes on, whatever becomes of others', async () => {
    store.refused.set(RECEIVED, 'UNAVAILABLE');
    await expect(handler.handle(batchOf(RECEIVED))).rejects.toBeInstanceOf(UnavailableError);
    await handler.handle(batchOf(TRAPPED));
    expect(handler.stalledBy).toContain('TOO_MANY_PARTS');
    store.refused.clear();
    await handler.handle(batchOf(RECEIVED));
    expect(handler.stalledBy).toBeNull();
  });

  it('waits for nothing any more once the partition is taken away', async () => {
    store.refused.set(RECEIVED, 'UNAVAILABLE');
    await expect(handler.handle(batchOf(RECEIVED))).rejects.toBeInstanceOf(UnavailableError);
    await handler.released(RECEIVED, 0);
    expect(handler.stalledBy).toBeNull();
    // A batch that was under way then fails only now.
    store.refused.set(TRAPPED, 'UNAVAILABLE');
    await expect(handler.handle(batchOf(TRAPPED, AbortSignal.abort()))).rejects.toBeInstanceOf(UnavailableError);
    expect(handler.stalledBy).toBeNull();
  });

  it('stores an event once, but for one that the store refused: its dead letter may be replayed', async () => {
    store.refused.set(trackingEvent.type, 'DATA_REFUSED');
    await expect(handler.handle(eventAt(4n))).rejects.toMatchObject({ code: 'CLK_DATA_REFUSED' });
    store.refused.clear();
    await handler.handle(eventAt(9n));
    const rowsOfOne = store.curatedRows;
    await handler.handle(eventAt(10n));
    expect(rowsOfOne).toBeGreaterThan(0);
    expect(store.curatedRows).toBe(rowsOfOne);
  });
});
