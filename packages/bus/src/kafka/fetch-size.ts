const MEBIBYTE = 1_048_576;
/** Most that one fetch brings: with it the memory of a consumer is bounded. */
const MAX_BYTES_PER_FETCH = 24 * MEBIBYTE;
const MIN_BYTES_PER_PARTITION = 131_072;

export interface FetchSize {
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
}

/**
 * Shares one fetch out among the partitions. The broker fills a fetch in the order of its partitions, so without a fair
 * share a backlog in the first would starve the last.
 */
export function fetchSize(partitions: number, wishedPerPartition = MEBIBYTE): FetchSize {
  const share = Math.max(Math.floor(MAX_BYTES_PER_FETCH / Math.max(partitions, 1)), MIN_BYTES_PER_PARTITION);
  const maxBytesPerPartition = Math.min(wishedPerPartition, share);
  return { maxBytes: Math.max(maxBytesPerPartition * partitions, MEBIBYTE), maxBytesPerPartition };
}
