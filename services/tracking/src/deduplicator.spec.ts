import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createMemoryBus,
  type MemoryBus,
  type MessageBatch,
  type OutgoingMessage,
  type ReceivedMessage,
  toMessage,
  UnavailableError,
} from '@stellwerk/bus';
import { deterministicId, type TrackedEvent, trackingEvent, trackingReceived } from '@stellwerk/contracts';
import { openSeenStore, type SeenBatch } from './adapters/seen-store.js';
import { Deduplicator, type DeduplicatorDeps } from './deduplicator.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const example = trackingEvent.examples[0]?.payload as TrackedEvent;

function received(request: number, names: readonly string[], receivedAt = NOW) {
  const events = names.map((name) => ({
    ...example,
    eventId: deterministicId('event', name),
    messageId: name,
    receivedAt: receivedAt.toISOString(),
  }));
  const { tenant, source, personKey } = example;
  const requestId = deterministicId('request', request);
  return toMessage(
    trackingReceived,
    { tenant, source, requestId, receivedAt: receivedAt.toISOString(), personKey, events },
    { id: requestId, time: NOW.toISOString(), source, tenant },
  );
}

/** Requests in which most events are repeated somewhere, also within one request. */
const requests = Array.from({ length: 40 }, (_, request) =>
  received(request, [`e-${request}`, `e-${Math.floor(request / 2)}`, `e-${request}`]),
);

describe('de-duplication', () => {
  let folder: string;
  let bus: MemoryBus;
  let running: Deduplicator | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dedupe-'));
    bus = createMemoryBus({ maxBatchMessages: 3, now: () => NOW });
  });
  afterEach(async () => {
    await bus.close();
    await running?.close();
    rmSync(folder, { recursive: true });
  });

  async function start(changes: Partial<DeduplicatorDeps> = {}, wrap?: (batch: MessageBatch) => void) {
    const deduplicator = new Deduplicator({
      bus,
      stateDir: folder,
      clock: () => NOW,
      enrich: (event) => event,
      withdrawals: (event) => event,
      ...changes,
    });
    running = deduplicator;
    return bus.subscribe({
      group: 'tracking',
      topics: [trackingReceived.type],
      deadLetterTopic: 'tracking.dead.v1',
      maxAttempts: 1_000,
      resumeAt: (topic, partition) => deduplicator.resumeAt(topic, partition),
      released: (topic, partition) => deduplicator.released(topic, partition),
      handle: async (batch) => {
        const outcome = await deduplicator.handle(batch);
        wrap?.(batch);
        return outcome;
      },
    });
  }

  const emitted = () => bus.messages(trackingEvent.type).map((message) => message.headers.ce_id);
  const expected = Array.from({ length: 40 }, (_, request) => deterministicId('event', `e-${request}`));
  const duplicates = () =>
    bus.messages('tracking.counted.v1').reduce((sum, message) => sum + JSON.parse(String(message.value)).count, 0);

  function expectExact() {
    expect(emitted().sort()).toEqual([...expected].sort());
    // 120 events came, 40 are distinct: every other one is counted as a duplicate, once.
    const ids = bus.messages('tracking.counted.v1').map((message) => message.headers.ce_id);
    if (new Set(ids).size === ids.length) expect(duplicates()).toBe(80);
  }

  it('lets every event through once and counts the rest', async () => {
    await start();
    await bus.publish(requests);
    await bus.idle();
    expectExact();
    expect(duplicates()).toBe(80);
  });

  it.each(Array.from({ length: 14 }, (_, batch) => [batch]))(
    'a crash after batch %i was handled changes nothing',
    async (crashAt) => {
      let batches = 0;
      const subscription = await start({}, () => {
        if (batches++ === crashAt) throw new UnavailableError('crash');
      });
      await bus.publish(requests);
      await bus.idle();
      await subscription.stop();
      await start();
      await bus.idle();
      expectExact();
    },
  );

  it.each(['before', 'after'])(
    'a publish that fails %s the broker has it is repaired before the next try',
    async (when) => {
      const publish = bus.publish.bind(bus);
      let attempts = 0;
      const flaky: DeduplicatorDeps['bus'] = {
        readFrom: (topic, partition, offset) => bus.readFrom(topic, partition, offset),
        publish: async (messages) => {
          const fails = attempts++ % 2 === 0;
          if (fails && when === 'before') throw new UnavailableError('kafka');
          const receipt = await publish(messages);
          if (fails) throw new UnavailableError('kafka');
          return receipt;
        },
      };
      await start({ bus: flaky });
      await bus.publish(requests);
      await bus.idle();
      expectExact();
    },
  );

  it.each([
    ['refuses every transaction for a while', (attempt: number) => attempt > 3 && attempt < 20],
    ['refuses every other transaction', (attempt: number) => attempt % 2 === 0],
  ])('publishes nothing twice and gives nothing up while a disk %s', async (_title, refuses) => {
    let commits = 0;
    const openStore: DeduplicatorDeps['openStore'] = (storeFolder, now) => {
      const store = openSeenStore(storeFolder, now);
      const commit = (batch: SeenBatch) => {
        if (refuses(commits++)) throw new UnavailableError('local state (ENOSPC)');
        store.commit(batch);
      };
      return {
        commit,
        applied: () => store.applied(),
        outputPosition: () => store.outputPosition(),
        origin: (id) => store.origin(id),
        close: () => store.close(),
      };
    };
    const stalls = new Set<string | null>();
    const subscription = await start({ openStore });
    await bus.publish(requests);
    const watching = setInterval(() => stalls.add(subscription.status().stalledBy), 1);
    await bus.idle();
    clearInterval(watching);
    expect(commits).toBeGreaterThan(20);
    expect([...stalls]).toContain('local state (ENOSPC)');
    expect(subscription.status().stalledBy).toBeNull();
    expectExact();
    expect(bus.messages('tracking.dead.v1')).toEqual([]);
  });

  it('restores its memory from the output when the store is lost, and goes on without doubling', async () => {
    const first = await start();
    await bus.publish(requests.slice(0, 20));
    await bus.idle();
    await first.stop();
    await running?.close();
    rmSync(folder, { recursive: true });
    await start();
    await bus.publish(requests);
    await bus.idle();
    expect(emitted().sort()).toEqual([...expected].sort());
  });

  it.each([0, 7, 8, 30])('lets what is replayed after %i days through once, also after a restart', async (days) => {
    const replay = received(1, ['old'], new Date(NOW.getTime() - days * 86_400_000));
    const before = await start();
    for (let time = 0; time < 2; time++) {
      await bus.publish([replay]);
      await bus.idle();
    }
    await before.stop();
    await running?.close();
    rmSync(folder, { recursive: true });
    await start();
    await bus.publish([replay]);
    await bus.idle();
    expect([emitted(), duplicates()]).toEqual([[deterministicId('event', 'old')], 2]);
  });

  const [first, second] = requests as [OutgoingMessage, OutgoingMessage];
  const spoilt = (change: (event: Record<string, unknown>) => unknown) => {
    const payload = JSON.parse(String(first.value));
    return { ...first, value: Buffer.from(JSON.stringify({ ...payload, events: payload.events.map(change) })) };
  };
  it.each([
    ['of another shape', { ...first, value: Buffer.from('{"tenant":1}') }],
    [
      'without an event',
      { ...first, value: Buffer.from(JSON.stringify({ ...JSON.parse(String(first.value)), events: [] })) },
    ],
    ['with an event that has no id', spoilt(({ eventId: _, ...event }) => event)],
    ['with an event that is none', spoilt(() => null)],
    ['whose id is none', spoilt((event) => ({ ...event, eventId: '' }))],
    ['that cannot be enriched', spoilt((event) => ({ ...event, campaign: 1 }))],
  ])('sets aside a message %s, and loses nothing that it names too', async (_title, broken) => {
    const enrich = (event: TrackedEvent) => {
      if (typeof event.campaign === 'number') throw new TypeError('campaign');
      return event;
    };
    await start({ enrich });
    await bus.publish([broken, first, second]);
    await bus.idle();
    expect(emitted()).toHaveLength(2);
    const [dead, ...others] = bus.messages('tracking.dead.v1');
    expect(others).toEqual([]);
    expect(dead?.headers).toMatchObject({ dead_code: 'BUS_CONTRACT_VIOLATED' });
  });

  it('makes a dead letter durable before it notes that its message is done', async () => {
    const deduplicator = new Deduplicator({
      bus,
      stateDir: folder,
      clock: () => NOW,
      enrich: (event) => event,
      withdrawals: (event) => event,
    });
    running = deduplicator;
    const place = { partition: 0, offset: 0n, timestampMs: NOW.getTime() };
    const message: ReceivedMessage = { ...first, headers: first.headers ?? {}, ...place, value: Buffer.from('{}') };
    const batch = {
      topic: message.topic,
      partition: 0,
      messages: [message],
      endOffset: 1n,
      signal: new AbortController().signal,
    };
    expect(await deduplicator.handle(batch)).toEqual({});
    expect(bus.messages('tracking.dead.v1')).toHaveLength(1);
    expect(await deduplicator.resumeAt(message.topic, 0)).toBe(1n);
  });
});
