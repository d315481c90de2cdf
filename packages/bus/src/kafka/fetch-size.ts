const MEBIBYTE = 1_048_576;
/** Most that one fetch brings: with it the memory of a consumer is bounded. */
const MAX_BYTES_PER_FETCH = 12 * MEBIBYTE;

export interface FetchSize {
  /** What the broker waits for, as long as it may. */
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
}

/** What a subscription asks for; the same names as in `SubscriptionOptions`. */
export interface FetchWishes {
  readonly minBytesPerFetch?: number | undefined;
  readonly maxBytesPerPartition?: number | undefined;
}

/**
 * Sizes of one fetch. The broker fills it in the order of the partitions, so one partition takes a part of it at most: a
 * backlog in some leaves room for the others, and what finds none comes with the next fetch.
 *
 * A backlog must never wait: the broker counts no more of a partition than the fetch may take of it, so a larger minimum
 * could not be met by one partition, however much lies in it.
 */
export function fetchSize(partitions: number, wishes: FetchWishes = {}): FetchSize {
  const maxBytesPerPartition = Math.min(wishes.maxBytesPerPartition ?? MEBIBYTE, MAX_BYTES_PER_FETCH);
  return {
    minBytes: Math.min(wishes.minBytesPerFetch ?? 1, maxBytesPerPartition),
    maxBytes: Math.min(maxBytesPerPartition * Math.max(partitions, 1), MAX_BYTES_PER_FETCH),
    maxBytesPerPartition,
  };
}
