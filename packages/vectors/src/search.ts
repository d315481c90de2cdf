import type { Schemas } from '@qdrant/js-client-rest';
import { StellwerkError } from '@stellwerk/contracts';
import type { Connection } from './connection.js';
import { vectorErrors } from './errors.js';
import { MAX_EF, MAX_HITS, MAX_QUERIES } from './limits.js';
import type { VectorHit, VectorQuery } from './port.js';
import { tenantFilter } from './tenant-filter.js';
import { askedHits, askedHitsAgain, ordered } from './ties.js';
import { denseJson, sparseJson, withoutTenant } from './vector-json.js';

interface Scope {
  readonly collection: string;
  readonly tenant: string;
}

/**
 * One list per query, in one request. Only where a list is cut within equal scores a second one asks for more of it, so
 * that equal scores come in the order of ids also at the cut, as far as {@link askedHitsAgain} reaches.
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
  const lists = await ask(connection, scope, queries, ({ limit }) => askedHits(limit));
  const open = queries.flatMap((query, i) => (lists[i]?.cut ? [{ query, i }] : []));
  if (open.length === 0) return lists.map(({ hits }) => hits);
  const wider = await ask(
    connection,
    scope,
    open.map(({ query }) => query),
    ({ limit }) => askedHitsAgain(limit),
  );
  const replaced = new Map(open.map(({ i }, position) => [i, wider[position]]));
  return lists.map((list, i) => (replaced.get(i) ?? list).hits);
}

async function ask(
  connection: Connection,
  { collection, tenant }: Scope,
  queries: readonly VectorQuery[],
  askedOf: (query: VectorQuery) => number,
) {
  const searches = queries.map((query) => toRequest(tenant, query, askedOf(query)));
  const call = { operation: 'search points', collection, tenant, batchSize: queries.length, idempotent: true };
  const answers = await connection.read(call, (client) => client.queryBatch(collection, { searches }));
  return queries.map((query, i) => {
    const points = answers[i]?.points ?? [];
    return ordered(points.map(toHit), query.limit, askedOf(query));
  });
}

function toRequest(tenant: string, query: VectorQuery, limit: number): Schemas['QueryRequest'] {
  const { using, vector, filter, ef, exact, withPayload = false } = query;
  const isDense = vector instanceof Float32Array;
  return {
    query: isDense ? denseJson(vector, using) : sparseJson(vector, using),
    using,
    limit,
    filter: tenantFilter(tenant, filter),
    with_payload: withPayload,
    with_vector: false,
    params: isDense
      ? { ...(ef !== undefined && { hnsw_ef: ef }), ...(exact !== undefined && { exact }) }
      : { idf: { corpus: tenantFilter(tenant) } },
  };
}

function toHit({ id, score, payload }: Schemas['ScoredPoint']): VectorHit {
  return { id: String(id), score, ...(payload && { payload: withoutTenant(payload) }) };
}

function checkLimit(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  throw new StellwerkError(vectorErrors.LIMIT_INVALID, { field, value, max }, { field });
}
