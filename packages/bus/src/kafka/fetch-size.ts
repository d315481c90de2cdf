const MEBIBYTE = 1_048_576;
/** Most that one fetch brings: with it the memory of a consumer is bounded. */
const MAX_BYTES_PER_FETCH = 12 * MEBIBYTE;

export interface FetchSize {
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
}

/**
 * Sizes of one fetch. The broker fills it in the order of the partitions, so one partition may take a twelfth at most: a
 * backlog in some leaves room for the others, and what finds none comes with the next fetch.
 */
export function fetchSize(partitions: number, wishedPerPartition = MEBIBYTE): FetchSize {
  const maxBytesPerPartition = Math.min(wishedPerPartition, MAX_BYTES_PER_FETCH);
  return {
    maxBytes: Math.min(maxBytesPerPartition * Math.max(partitions, 1), MAX_BYTES_PER_FETCH),
    maxBytesPerPartition,
  };
}
