import { toDeadLetter } from '../delivery/dead-letter.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import type { ReceivedMessage } from '../port.js';
import { listDeadLetters, showDeadLetter } from './read-dead-letters.js';
import { replayDeadLetters } from './replay-dead-letters.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');

const original = (offset: number): ReceivedMessage => ({
  topic: 'tracking.event.v1',
  partition: 3,
  offset: BigInt(offset),
  key: `demo/${offset}`,
  value: Buffer.from([0xff, offset]),
  headers: { ce_id: `id-${offset}`, stellwerk_tenant: 'demo', traceparent: '00-abc-def-01' },
  timestampMs: 0,
});

/** A bus on which the warehouse has given up messages, one a second. */
async function busWith(letters: number) {
  const bus = createMemoryBus({ partitions: 4 });
  for (let offset = 0; offset < letters; offset++) {
    const given = { message: original(offset), code: 'ODD', step: 'oddStep', detail: 'is odd', attempts: 2 };
    await bus.publish([
      toDeadLetter(given, 'warehouse.dead.v1', 'warehouse', new Date(NOW.getTime() + offset * 1_000)),
    ]);
  }
  const ids = bus
    .messages('warehouse.dead.v1')
    .map(({ topic, partition, offset }) => `${topic}/${partition}/${offset}`);
  return { bus, ids };
}

describe('dead letters', () => {
  it('are listed newest first over all partitions, up to the limit', async () => {
    const { bus } = await busWith(30);
    const listed = await listDeadLetters(bus, 'warehouse', { limit: 7 });
    expect(listed.map(({ eventId }) => eventId)).toEqual([29, 28, 27, 26, 25, 24, 23].map((offset) => `id-${offset}`));
    expect(listed[0]).toMatchObject({
      at: '2026-11-24T10:00:29.000Z',
      code: 'ODD',
      attempts: 2,
      group: 'warehouse',
      original: 'tracking.event.v1/3/29',
      tenant: 'demo',
      traceId: 'abc',
      bytes: 2,
      replayedAt: [],
    });
  });

  it('are none where nothing was given up', async () => {
    expect(await listDeadLetters(createMemoryBus(), 'warehouse')).toEqual([]);
  });

  it('go back byte for byte to the partition they came from, each once', async () => {
    const { bus, ids } = await busWith(40);
    const results = await replayDeadLetters(bus, [...ids, ...ids]);
    expect(results.map(({ id, replayed }) => [id, replayed])).toEqual([...ids, ...ids].map((id) => [id, true]));
    const replayed = bus.messages('tracking.event.v1').map(({ offset, timestampMs, ...message }) => message);
    const sent = Array.from({ length: 40 }, (_, offset) => original(offset)).map(
      ({ offset, timestampMs, ...message }) => message,
    );
    const byKey = (left: { key: string }, right: { key: string }) => left.key.localeCompare(right.key);
    expect(replayed.sort(byKey)).toEqual(sent.sort(byKey));
  });

  it('are refused a second time, unless asked for, and show when it was', async () => {
    const { bus, ids } = await busWith(1);
    const [id = ''] = ids;
    await replayDeadLetters(bus, [id], { now: () => NOW });
    const [second] = await replayDeadLetters(bus, [id]);
    expect(second).toMatchObject({ id, replayed: false, reason: { code: 'BUS_DEAD_LETTER_REPLAYED' } });
    await replayDeadLetters(bus, [id], { again: true, now: () => NOW });
    expect(bus.messages('tracking.event.v1')).toHaveLength(2);
    expect((await showDeadLetter(bus, id)).replayedAt).toEqual([NOW.toISOString(), NOW.toISOString()]);
    expect(await listDeadLetters(bus, 'warehouse')).toMatchObject([
      { id, replayedAt: [NOW.toISOString(), NOW.toISOString()] },
    ]);
  });

  it('are as if they were not there for who may not see them', async () => {
    const { bus, ids } = await busWith(8);
    const [first = '', second = ''] = ids;
    const isShown = ({ id }: { id: string }) => id === second;
    expect((await listDeadLetters(bus, 'warehouse', { limit: 1, isShown })).map(({ id }) => id)).toEqual([second]);
    await expect(showDeadLetter(bus, first, { isShown })).rejects.toMatchObject({ code: 'BUS_DEAD_LETTER_UNKNOWN' });
    expect(await replayDeadLetters(bus, [first, second], { isShown })).toMatchObject([
      { id: first, replayed: false, reason: { code: 'BUS_DEAD_LETTER_UNKNOWN' } },
      { id: second, replayed: true },
    ]);
  });

  it('are not sent where what must come before did not come through', async () => {
    const { bus, ids } = await busWith(1);
    const before = () => Promise.reject(new Error('not on record'));
    await expect(replayDeadLetters(bus, ids, { before })).rejects.toThrow('not on record');
    expect(bus.messages('tracking.event.v1')).toEqual([]);
  });

  it('that do not exist cost the others nothing', async () => {
    const { bus, ids } = await busWith(1);
    const [place = ''] = ids;
    const unknown = place.replace(/\d+$/, '99');
    expect(await replayDeadLetters(bus, [unknown, place])).toMatchObject([
      { id: unknown, replayed: false, reason: { code: 'BUS_DEAD_LETTER_UNKNOWN' } },
      { id: place, replayed: true },
    ]);
    // The note of a replay is no letter itself.
    const note = place.replace(/\d+$/, '1');
    await expect(showDeadLetter(bus, note)).rejects.toMatchObject({ code: 'BUS_DEAD_LETTER_UNKNOWN' });
  });

  it.each(['', 'tracking.event.v1/0/1', 'warehouse.dead.v1/0', 'warehouse.dead.v1/a/1', 'warehouse.dead.v1/0/1/2'])(
    'refuses the id "%s"',
    async (id) => {
      const { bus } = await busWith(0);
      await expect(showDeadLetter(bus, id)).rejects.toMatchObject({ code: 'BUS_DEAD_LETTER_ID', field: 'id' });
      await expect(replayDeadLetters(bus, [id])).rejects.toMatchObject({ code: 'BUS_DEAD_LETTER_ID' });
    },
  );
});
