/** A sparse vector: indices ascending and unique, unsigned 32-bit. */
export interface SparseVector {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

export type PayloadValue = string | number | boolean | readonly string[] | null;
export type Payload = Readonly<Record<string, PayloadValue>>;

/** A point of one tenant. Ids are UUIDs. */
export interface VectorPoint {
  readonly id: string;
  readonly dense: Readonly<Record<string, Float32Array>>;
  readonly sparse: Readonly<Record<string, SparseVector>>;
  readonly payload: Payload;
}

/** What must hold of the payload; every named field must be indexed ({@link CollectionSpec.indexes}). */
export interface VectorFilter {
  readonly must?: readonly FieldCondition[];
  readonly mustNot?: readonly FieldCondition[];
  /** At least one must hold. */
  readonly should?: readonly FieldCondition[];
}

export type FieldCondition =
  | { readonly field: string; readonly anyOf: readonly (string | number | boolean)[] }
  | { readonly field: string; readonly range: { readonly gte?: number; readonly lte?: number; readonly lt?: number } }
  | { readonly field: string; readonly isEmpty: true }
  | { readonly ids: readonly string[] };

/** One list of hits: a signal of the search. */
export interface VectorQuery {
  /** Name of the vector field. */
  readonly using: string;
  readonly vector: Float32Array | SparseVector;
  readonly limit: number;
  readonly filter?: VectorFilter;
  /** Candidates of the graph search, 1..1,024; absent = 256. */
  readonly ef?: number;
  /** Compare with every point instead of walking the graph. */
  readonly exact?: boolean;
  readonly withPayload?: boolean;
}

export interface VectorHit {
  readonly id: string;
  readonly score: number;
  readonly payload?: Payload;
}

export type PayloadIndex = 'keyword' | 'integer' | 'float' | 'datetime' | 'bool';

export interface CollectionSpec {
  readonly dense: Readonly<Record<string, { readonly dimensions: number }>>;
  /** Sparse fields, weighted in the engine by inverse document frequency among the points of the tenant that asks. */
  readonly sparse: Readonly<Record<string, { readonly idf: true }>>;
  /** Payload fields that filters may name, besides the tenant. */
  readonly indexes: Readonly<Record<string, PayloadIndex>>;
}

/**
 * The points of one tenant in one collection or alias. The tenant is added to every request in one place, inside the
 * adapter; there is no way to ask without one.
 */
export interface TenantVectors {
  readonly tenant: string;
  /** Writes points and returns once they are applied; the same point again changes nothing. */
  upsert(points: readonly VectorPoint[]): Promise<void>;
  /** One list per query, best first; equal scores in the order of ids. One round trip. */
  search(queries: readonly VectorQuery[]): Promise<readonly (readonly VectorHit[])[]>;
  retrieve(ids: readonly string[], options?: { readonly withVectors?: boolean }): Promise<readonly RetrievedPoint[]>;
  /** Exact. */
  count(filter?: VectorFilter): Promise<number>;
  /** All points in the order of ids, a page at a time. */
  scroll(filter?: VectorFilter, options?: { readonly withPayload?: boolean }): AsyncIterable<readonly VectorHit[]>;
  facet(
    field: string,
    filter?: VectorFilter,
    limit?: number,
  ): Promise<readonly { readonly value: string; readonly count: number }[]>;
  setPayload(filter: VectorFilter, payload: Payload): Promise<void>;
  deletePoints(ids: readonly string[]): Promise<void>;
  deleteByFilter(filter: VectorFilter): Promise<void>;
}

export interface RetrievedPoint {
  readonly id: string;
  readonly payload: Payload;
  readonly dense?: Readonly<Record<string, Float32Array>>;
}

/** Collections and aliases of an engine; for all tenants. */
export interface VectorEngine {
  /** Creates the collection with strict mode and indexes, or finds it as it should be. @throws VEC_COLLECTION_DIFFERS */
  ensureCollection(name: string, spec: CollectionSpec): Promise<void>;
  dropCollection(name: string): Promise<void>;
  collections(): Promise<readonly string[]>;
  /** Points an alias at a collection, atomically; creates it where there is none. */
  setAlias(alias: string, collection: string): Promise<void>;
  aliases(): Promise<Readonly<Record<string, string>>>;
  /** Points and state of the index: `indexed` once no optimisation is under way. */
  info(collection: string): Promise<{ readonly points: number; readonly indexed: boolean }>;
  /** @param collection Name or alias */
  tenant(collection: string, tenant: string): TenantVectors;
  /** True only when the engine would answer now. */
  isReady(): Promise<boolean>;
}
