import { eventTimeMs } from './event-time.js';

const receivedAt = '2026-11-24T10:00:00.000Z';

describe('event time', () => {
  it.each<[string, string | undefined, string | undefined, string | null]>([
    ['is the client time', '2026-11-24T09:00:00.000Z', '2026-11-24T09:59:59.500Z', '2026-11-24T09:00:00.000Z'],
    ['is not moved by latency', '2026-11-24T09:00:00.000Z', '2026-11-24T09:59:31.000Z', '2026-11-24T09:00:00.000Z'],
    [
      'is corrected for a slow clock',
      '2026-11-24T08:00:00.000Z',
      '2026-11-24T09:00:00.000Z',
      '2026-11-24T09:00:00.000Z',
    ],
    [
      'is corrected for a fast clock',
      '2026-11-26T09:00:00.000Z',
      '2026-11-26T10:00:00.000Z',
      '2026-11-24T09:00:00.000Z',
    ],
    ['is the receipt where none is sent', undefined, undefined, receivedAt],
    ['is the receipt where it lies ahead', '2026-11-24T10:00:10.000Z', undefined, receivedAt],
    ['keeps history', '2019-01-01T00:00:00.000Z', receivedAt, '2019-01-01T00:00:00.000Z'],
    ['refuses the epoch', '1970-01-01T00:00:00.000Z', receivedAt, null],
    ['refuses the far future', '2026-12-24T10:00:00.000Z', undefined, null],
    ['refuses what is no time', 'yesterday', undefined, null],
  ])('%s', (_title, timestamp, sentAt, expected) => {
    const found = eventTimeMs({ timestamp, sentAt }, Date.parse(receivedAt));
    expect(found === null ? null : new Date(found).toISOString()).toBe(expected);
  });
});
