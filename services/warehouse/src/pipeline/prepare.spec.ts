import { headerNames, type ReceivedMessage, toMessage } from '@stellwerk/bus';
import { type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import { mapperByTopic } from '../domain/mappers/registry.js';
import type { Messages, RowCollector } from '../domain/prepared-batch.js';
import { RecentIds } from '../domain/recent-ids.js';
import type { TableRow } from '../domain/table.js';
import { createPipeline } from './pipeline.js';
import { prepareBatch } from './prepare.js';

const pipeline = createPipeline({ mapperByTopic });
const [view] = trackingEvent.examples;
const TRACEPARENT = '00-5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174-01';

function received(offset: number, changes: Partial<TrackedEvent> = {}, message: Partial<ReceivedMessage> = {}) {
  const payload = { ...view?.payload, ...changes } as TrackedEvent;
  const envelope = { id: payload.eventId, time: payload.receivedAt, source: '/tracking', tenant: 'demo' };
  const built = toMessage(trackingEvent, payload, { ...envelope, traceparent: TRACEPARENT });
  return { ...built, partition: 1, offset: BigInt(offset), timestampMs: 1_795_511_701_000, ...message };
}
/** Keeps rows as they are, so that they can be looked at. */
class KeptRows implements RowCollector {
  readonly curated: { offset: bigint; row: TableRow }[] = [];
  readonly raw: { offset: bigint; row: TableRow }[] = [];
  addCurated(row: TableRow, offset: bigint) {
    this.curated.push({ offset, row });
  }
  addRaw(row: TableRow, offset: bigint) {
    this.raw.push({ offset, row });
  }
}
const keepDaysOf = (tenant: string) => (tenant === 'demo' ? 7 : 30);
const prepare = async (messages: Messages, recent = new RecentIds(100)) => {
  const rows = new KeptRows();
  const batch = await prepareBatch(messages, { pipeline, recent, receivedAtMs: 1_795_511_702_000, keepDaysOf, rows });
  return { ...batch, curated: rows.curated, raw: rows.raw };
};
const otherId = (digit: number) => `0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f100${digit}`;

describe('preparing a batch', () => {
  it('keeps every message raw, with its ids and times, and its rows by offset', async () => {
    const batch = await prepare([received(7), received(8, { eventId: otherId(1) })]);
    expect([batch.firstOffset, batch.lastOffset]).toEqual([7n, 8n]);
    expect(batch.raw.map(({ offset, row }) => [offset, ...row.values.slice(1, 4)])).toEqual([
      [7n, view?.payload.eventId, 'demo', '5b8efff798038103d269b633813fc60c'],
      [8n, otherId(1), 'demo', '5b8efff798038103d269b633813fc60c'],
    ]);
    expect(batch.raw.map(({ row }) => row.values.at(-1))).toEqual([7, 7]);
    expect(batch.curated.map(({ offset, row }) => [offset, row.table.name])).toEqual([
      [7n, 'curated.events'],
      [7n, 'curated.touches'],
      [8n, 'curated.events'],
      [8n, 'curated.touches'],
    ]);
  });

  it('stores an event once that the log carries twice, and judges a repeated batch like the first time', async () => {
    const recent = new RecentIds(100);
    const messages: Messages = [received(7), received(8), received(9, { eventId: otherId(1) })];
    for (const batch of [await prepare(messages, recent), await prepare(messages, recent)]) {
      expect(batch.raw).toHaveLength(3);
      expect(batch.curated.map(({ offset }) => offset)).toEqual([7n, 7n, 9n, 9n]);
    }
    expect((await prepare([received(20)], recent)).curated).toEqual([]);
  });

  it('stores an event whose first message could not be stored', async () => {
    const batch = await prepare([received(7, { eventTime: '2026-13-45T00:00:00.000Z' }), received(8), received(9)]);
    expect(batch.dead.map(({ message }) => message.offset)).toEqual([7n]);
    expect(batch.curated.map(({ offset }) => offset)).toEqual([8n, 8n]);
  });

  it('gives up what it cannot read, by code and field, and goes on', async () => {
    const broken = received(8, {}, { value: Buffer.from('{"tenant":') });
    const noType = received(9, {}, { headers: { ...received(9).headers, [headerNames.type]: 'other.event.v1' } });
    const noTime = received(10, { eventId: otherId(1), eventTime: '2026-13-45T00:00:00.000Z' });
    const batch = await prepare([received(7), broken, noType, noTime, received(11, { eventId: otherId(2) })]);
    expect(batch.dead.map(({ message, code, step }) => [message.offset, code, step])).toEqual([
      [8n, 'BUS_NOT_JSON', 'parseStep'],
      [9n, 'BUS_TYPE_MISMATCH', 'parseStep'],
      [10n, 'WHS_TIME_OUT_OF_RANGE', 'mapStep'],
    ]);
    expect(batch.dead[2]?.detail).toContain('eventTime');
    expect([batch.raw.length, batch.curated.length]).toEqual([5, 4]);
  });

  it('keeps tombstones and topics without curated tables raw alone', async () => {
    const tombstone = await prepare([received(1, {}, { value: null })]);
    const approval = await prepare([received(1, {}, { topic: 'approval.requested.v1' })]);
    expect([tombstone.curated, tombstone.dead, tombstone.raw[0]?.row.values[5]]).toEqual([[], [], '']);
    expect([approval.curated, approval.dead, approval.raw.length]).toEqual([[], [], 1]);
  });

  it('keeps the note that a dead letter was replayed raw alone', async () => {
    const headers = { dead_replay_of: 'tracking.dead.v1/1/3', dead_replay_at: '2026-11-24T10:00:00.000Z' };
    const batch = await prepare([received(4, {}, { topic: 'tracking.dead.v1', value: null, headers })]);
    expect([batch.curated, batch.dead, batch.raw.length]).toEqual([[], [], 1]);
  });

  it('indexes dead letters by their headers, whatever their bytes and however poor the headers', async () => {
    const headers = { dead_code: 'TRK_X', dead_step: 'parseStep', dead_partition: '3', dead_offset: 'not a number' };
    const letter = received(4, {}, { topic: 'tracking.dead.v1', value: Buffer.from([0xff, 0xfe]), headers });
    const batch = await prepare([letter]);
    expect(batch.dead).toEqual([]);
    const [{ row } = { row: undefined }] = batch.curated;
    expect(
      Object.fromEntries(row?.table.columns.map((column, index) => [column, row.values[index]]) ?? []),
    ).toMatchObject({
      service: 'tracking',
      code: 'TRK_X',
      step: 'parseStep',
      original_partition: 3,
      original_offset: 0,
      tenant: '',
    });
  });
});
