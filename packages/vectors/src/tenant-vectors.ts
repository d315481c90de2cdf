import type { Schemas } from '@qdrant/js-client-rest';
import { StellwerkError } from '@stellwerk/contracts';
import type { ClientWork, Connection } from './connection.js';
import { vectorErrors } from './errors.js';
import { ID_BATCH, MAX_FACET_VALUES, PAGE_POINTS, WRITE_BATCH_POINTS } from './limits.js';
import type {
  Payload,
  RetrievedPoint,
  TenantVectors,
  VectorFilter,
  VectorHit,
  VectorPoint,
  VectorQuery,
} from './port.js';
import { searchPoints } from './search.js';
import { tenantFilter } from './tenant-filter.js';
import { ownPayload, toEnginePoint, toRetrievedPoint, withoutTenant } from './vector-json.js';

/** The points of one tenant in one collection. */
export class QdrantTenantVectors implements TenantVectors {
  constructor(
    private readonly connection: Connection,
    private readonly collection: string,
    readonly tenant: string,
  ) {}

  /** @throws VEC_POINT_FOREIGN when an id belongs to another tenant; that point stays as it is. */
  async upsert(points: readonly VectorPoint[]): Promise<void> {
    for (const batch of batches(points, WRITE_BATCH_POINTS)) await this.#upsertBatch(batch);
  }

  search(queries: readonly VectorQuery[]): Promise<readonly (readonly VectorHit[])[]> {
    return searchPoints(this.connection, { collection: this.collection, tenant: this.tenant }, queries);
  }

  async retrieve(
    ids: readonly string[],
    options: { readonly withVectors?: boolean } = {},
  ): Promise<readonly RetrievedPoint[]> {
    const found = new Map<string, RetrievedPoint>();
    for (const batch of batches([...new Set(ids)], ID_BATCH)) {
      const page = await this.#read('retrieve points', batch.length, (client) =>
        client.scroll(this.collection, {
          filter: this.#filter({ must: [{ ids: batch }] }),
          limit: batch.length,
          with_payload: true,
          with_vector: options.withVectors ?? false,
        }),
      );
      for (const record of page.points) found.set(String(record.id), toRetrievedPoint(record));
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async count(filter?: VectorFilter): Promise<number> {
    const request = { filter: this.#filter(filter), exact: true };
    const { count } = await this.#read('count points', 1, (client) => client.count(this.collection, request));
    return count;
  }

  async *scroll(
    filter?: VectorFilter,
    options: { readonly withPayload?: boolean } = {},
  ): AsyncIterable<readonly VectorHit[]> {
    const { withPayload = false } = options;
    let offset: Schemas['ExtendedPointId'] | undefined;
    do {
      const request = {
        filter: this.#filter(filter),
        limit: withPayload ? PAGE_POINTS.withPayload : PAGE_POINTS.bare,
        with_payload: withPayload,
        with_vector: false,
        ...(offset !== undefined && { offset }),
      };
      const page = await this.#read('scroll points', 1, (client) => client.scroll(this.collection, request));
      if (page.points.length > 0) yield page.points.map((record) => toScrolled(record, withPayload));
      offset = (page.next_page_offset ?? undefined) as Schemas['ExtendedPointId'] | undefined;
    } while (offset !== undefined);
  }

  async facet(field: string, filter?: VectorFilter, limit = 100) {
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_FACET_VALUES) {
      const details = { field: 'limit', value: limit, max: MAX_FACET_VALUES };
      throw new StellwerkError(vectorErrors.LIMIT_INVALID, details, { field: 'limit' });
    }
    const request = { key: field, limit, exact: true, filter: this.#filter(filter) };
    const { hits } = await this.#read('count values', 1, (client) => client.facet(this.collection, request));
    return hits
      .map(({ value, count }) => ({ value: String(value), count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  async setPayload(filter: VectorFilter, payload: Payload): Promise<void> {
    const request = { filter: this.#filter(filter), payload: ownPayload(payload), wait: true };
    await this.#write('set payload', 1, false, (client) => client.setPayload(this.collection, request));
  }

  async deletePoints(ids: readonly string[]): Promise<void> {
    for (const batch of batches(ids, ID_BATCH)) {
      const request = { filter: this.#filter({ must: [{ ids: batch }] }), wait: true };
      await this.#write('delete points', batch.length, true, (client) => client.delete(this.collection, request));
    }
  }

  async deleteByFilter(filter: VectorFilter): Promise<void> {
    const request = { filter: this.#filter(filter), wait: true };
    await this.#write('delete by filter', 1, false, (client) => client.delete(this.collection, request));
  }

  /** A point of another tenant is not updated (`update_filter`); the count afterwards tells that it happened. */
  async #upsertBatch(points: readonly VectorPoint[]): Promise<void> {
    const request = {
      points: points.map((point) => toEnginePoint(this.tenant, point)),
      update_filter: this.#filter(),
      wait: true,
    };
    await this.#write('upsert points', points.length, true, (client) => client.upsert(this.collection, request));
    const ids = [...new Set(points.map((point) => point.id))];
    const missing = ids.length - (await this.count({ must: [{ ids }] }));
    if (missing > 0) throw new StellwerkError(vectorErrors.POINT_FOREIGN, { missing, points: ids.length });
  }

  #filter(filter?: VectorFilter) {
    return tenantFilter(this.tenant, filter);
  }

  #read<Value>(operation: string, batchSize: number, work: ClientWork<Value>) {
    return this.connection.read(
      { operation, batchSize, collection: this.collection, tenant: this.tenant, idempotent: true },
      work,
    );
  }

  /** A write that a filter chooses is not repeated: meanwhile others may have written what it would take next. */
  #write<Value>(operation: string, batchSize: number, idempotent: boolean, work: ClientWork<Value>) {
    const call = { operation, batchSize, collection: this.collection, tenant: this.tenant, idempotent };
    return this.connection.write(call, work);
  }
}

function toScrolled({ id, payload }: Schemas['Record'], withPayload: boolean): VectorHit {
  return { id: String(id), score: 0, ...(withPayload && { payload: withoutTenant(payload ?? {}) }) };
}

function* batches<Value>(values: readonly Value[], size: number): Iterable<readonly Value[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}
