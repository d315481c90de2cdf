import { fetchSize } from './fetch-size.js';

const MEBIBYTE = 1_048_576;

describe('sizes of a fetch', () => {
  it.each([
    ['one partition, nothing wished', 1, {}, { minBytes: 1, maxBytes: MEBIBYTE, maxBytesPerPartition: MEBIBYTE }],
    [
      'many partitions, bounded in all',
      100,
      { maxBytesPerPartition: 3 * MEBIBYTE },
      { minBytes: 1, maxBytes: 12 * MEBIBYTE, maxBytesPerPartition: 3 * MEBIBYTE },
    ],
    [
      'a minimum that a backlog of one partition can meet',
      100,
      { minBytesPerFetch: 8 * MEBIBYTE, maxBytesPerPartition: MEBIBYTE },
      { minBytes: MEBIBYTE, maxBytes: 12 * MEBIBYTE, maxBytesPerPartition: MEBIBYTE },
    ],
    [
      'more for one partition than a fetch may bring',
      2,
      { minBytesPerFetch: 50 * MEBIBYTE, maxBytesPerPartition: 50 * MEBIBYTE },
      { minBytes: 12 * MEBIBYTE, maxBytes: 12 * MEBIBYTE, maxBytesPerPartition: 12 * MEBIBYTE },
    ],
  ])('%s', (_title, partitions, wishes, expected) => {
    expect(fetchSize(partitions, wishes)).toEqual(expected);
  });
});
