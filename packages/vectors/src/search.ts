import type { Schemas } from '@qdrant/js-client-rest';
import { StellwerkError } from '@stellwerk/contracts';
import type { Connection } from './connection.js';
import { vectorErrors } from './errors.js';
import { DEFAULT_EF, MAX_EF, MAX_HITS, MAX_QUERIES } from './limits.js';
import type { VectorHit, VectorQuery } from './port.js';
import { tenantFilter } from './tenant-filter.js';
import { askedHits, isOpen, ordered } from './ties.js';
import { denseJson, sparseJson, withoutTenant } from './vector-json.js';

interface Scope {
  readonly collection: string;
  readonly tenant: string;
}

/**
 * One list per query, in one request. Only where a list is cut within equal scores a further one asks for more of it: then
 * equal scores come in the order of ids at the cut as well, see {@link askedHits}.
 */
export async function searchPoints(
  connection: Connection,
  scope: Scope,
  queries: readonly VectorQuery[],
): Promise<readonly (readonly VectorHit[])[]> {
  if (queries.length === 0) return [];
  checkLimit('queries', queries.length, MAX_QUERIES);
  for (const query of queries) {
    checkLimit('limit', query.limit, MAX_HITS);
    if (query.ef !== undefined) checkLimit('ef', query.ef, MAX_EF);
  }
  const lists: VectorHit[][] = queries.map(() => []);
  let open = queries.map((query, position) => ({ query, position, asked: askedHits(query.limit) }));
  for (let round = 0; open.length > 0; round++) {
    const asked = open.map((entry) => ({ query: entry.query, limit: entry.asked[round] ?? entry.query.limit }));
    const answers = await ask(connection, scope, asked);
    open.forEach(({ query, position }, i) => {
      lists[position] = (answers[i] ?? []).slice(0, query.limit);
    });
    open = open.filter((entry, i) => {
      const isLast = round + 1 >= entry.asked.length;
      return !isLast && isOpen(answers[i] ?? [], entry.query.limit, asked[i]?.limit ?? 0);
    });
  }
  return lists;
}

/** One ordered list per query. */
async function ask(
  connection: Connection,
  { collection, tenant }: Scope,
  queries: readonly { readonly query: VectorQuery; readonly limit: number }[],
): Promise<VectorHit[][]> {
  const searches = queries.map(({ query, limit }) => toRequest(tenant, query, limit));
  const call = { operation: 'search points', collection, tenant, batchSize: queries.length, idempotent: true };
  const answers = await connection.read(call, (client) => client.queryBatch(collection, { searches }));
  return queries.map((_query, i) => ordered((answers[i]?.points ?? []).map(toHit)));
}

function toRequest(tenant: string, query: VectorQuery, limit: number): Schemas['QueryRequest'] {
  const { using, vector, filter, ef = DEFAULT_EF, exact = false, withPayload = false } = query;
  const isDense = vector instanceof Float32Array;
  return {
    query: isDense ? denseJson(vector, using) : sparseJson(vector, using),
    using,
    limit,
    filter: tenantFilter(tenant, filter),
    with_payload: withPayload,
    with_vector: false,
    params: isDense ? { hnsw_ef: ef, exact } : { idf: { corpus: tenantFilter(tenant) } },
  };
}

function toHit({ id, score, payload }: Schemas['ScoredPoint']): VectorHit {
  return { id: String(id), score, ...(payload && { payload: withoutTenant(payload) }) };
}

function checkLimit(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  throw new StellwerkError(vectorErrors.LIMIT_INVALID, { field, value, max }, { field });
}
