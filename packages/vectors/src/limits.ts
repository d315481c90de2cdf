/** Oldest version that counts word frequencies within a tenant (`params.idf.corpus`). */
export const NEEDED_VERSION = [1, 19] as const;

/** Payload field of the tenant; reserved. */
export const TENANT_FIELD = 'tenant';

export const MAX_TENANT_CHARACTERS = 200;

/** Lists of one search. */
export const MAX_QUERIES = 32;

/** Hits of one list. */
export const MAX_HITS = 1_000;

/** Values or ids of one condition. */
export const MAX_CONDITION_VALUES = 1_000;

/** Points of one request that writes. At 1.5 kB of JSON per 128 dimensions that stays far below the engine's 32 MB. */
export const WRITE_BATCH_POINTS = 250;

/** Ids of one request that reads or deletes. */
export const ID_BATCH = 500;

/** Points of a page of a scroll, without and with payload. */
export const PAGE_POINTS = { bare: 1_000, withPayload: 250 } as const;

export const MAX_FACET_VALUES = 1_000;

/**
 * Candidates of the graph search where a query says nothing. The engine's own 100 finds .97 to 1 of the ten best among
 * 100,000 vectors; twice as many and more cost a millisecond or two.
 */
export const DEFAULT_EF = 256;

/** Largest list of graph candidates. */
export const MAX_EF = 1_024;

/**
 * Limits that the engine itself enforces on every request, so that a mistake shows in a test and not in production. The
 * widest list is the one that resolves ties at the cut: see `ties.ts`.
 */
export const strictMode = {
  enabled: true,
  unindexed_filtering_retrieve: false,
  unindexed_filtering_update: false,
  search_allow_exact: true,
  max_query_limit: 4 * MAX_HITS,
  search_max_hnsw_ef: MAX_EF,
  search_max_batchsize: MAX_QUERIES,
  upsert_max_batchsize: WRITE_BATCH_POINTS,
  filter_max_conditions: 64,
  condition_max_size: MAX_CONDITION_VALUES,
} as const;
