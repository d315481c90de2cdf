import { UnavailableError } from '@stellwerk/bus';
import type {
  CollectionSpec,
  FieldCondition,
  Payload,
  RetrievedPoint,
  TenantVectors,
  VectorEngine,
  VectorFilter,
  VectorHit,
  VectorPoint,
  VectorQuery,
} from '@stellwerk/vectors';

type Points = Map<string, VectorPoint>;

/** An engine in memory: exact filters and counts, dense search by dot product. Calls can be made to fail. */
export class MemoryEngine implements VectorEngine {
  readonly #collections = new Map<string, Map<string, Points>>();
  readonly #aliases = new Map<string, string>();
  /** Names of all calls that change something. */
  readonly writes: string[] = [];
  /** Called before every call with its name; what it throws, the call throws. */
  onCall: (name: string) => void = () => {};

  /** Every call fails from now on, or no longer. */
  set isDown(down: boolean) {
    this.onCall = () => {
      if (down) throw new UnavailableError('vector engine');
    };
  }

  async ensureCollection(name: string, _spec: CollectionSpec): Promise<void> {
    this.onCall('ensureCollection');
    if (!this.#collections.has(name)) this.#collections.set(name, new Map());
  }

  async dropCollection(name: string): Promise<void> {
    this.onCall('dropCollection');
    this.#collections.delete(name);
  }

  async collections(): Promise<string[]> {
    return [...this.#collections.keys()];
  }

  async setAlias(alias: string, collection: string): Promise<void> {
    this.onCall('setAlias');
    this.writes.push('setAlias');
    this.#aliases.set(alias, collection);
  }

  async aliases(): Promise<Record<string, string>> {
    this.onCall('aliases');
    return Object.fromEntries(this.#aliases);
  }

  async info(collection: string) {
    const tenants = this.#collections.get(collection)?.values() ?? [];
    return { points: [...tenants].reduce((sum, { size }) => sum + size, 0), indexed: true };
  }

  async isReady(): Promise<boolean> {
    return true;
  }

  tenant(collection: string, tenant: string): TenantVectors {
    const name = this.#aliases.get(collection) ?? collection;
    const reach = (call: string): Points => {
      this.onCall(call);
      const tenants = this.#collections.get(name);
      if (!tenants) throw new Error(`there is no collection ${name}`);
      const points = tenants.get(tenant) ?? new Map();
      tenants.set(tenant, points);
      return points;
    };
    const change = (call: string): Points => {
      const points = reach(call);
      this.writes.push(call);
      return points;
    };
    return memoryPoints(tenant, reach, change);
  }
}

function memoryPoints(
  tenant: string,
  reach: (call: string) => Points,
  change: (call: string) => Points,
): TenantVectors {
  const matching = (points: Points, filter: VectorFilter = {}) =>
    [...points.values()].filter((point) => fits(point, filter)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    tenant,
    async upsert(added) {
      const points = change('upsert');
      for (const point of added) points.set(point.id, point);
    },
    async search(queries) {
      const points = reach('search');
      return queries.map((query) => nearest(matching(points, query.filter), query));
    },
    async retrieve(ids): Promise<RetrievedPoint[]> {
      const points = reach('retrieve');
      return ids.flatMap((id) => {
        const point = points.get(id);
        return point ? [{ id, payload: point.payload, dense: point.dense }] : [];
      });
    },
    async count(filter) {
      return matching(reach('count'), filter).length;
    },
    async *scroll(filter) {
      yield matching(reach('scroll'), filter).map(({ id, payload }): VectorHit => ({ id, payload, score: 0 }));
    },
    async facet(field, filter) {
      const counts = new Map<string, number>();
      for (const { payload } of matching(reach('facet'), filter)) {
        const value = String(payload[field]);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [...counts].map(([value, count]) => ({ value, count }));
    },
    async setPayload(filter, payload: Payload) {
      const points = change('setPayload');
      for (const point of matching(points, filter))
        points.set(point.id, { ...point, payload: { ...point.payload, ...payload } });
    },
    async deletePoints(ids) {
      const points = change('deletePoints');
      for (const id of ids) points.delete(id);
    },
    async deleteByFilter(filter) {
      const points = change('deleteByFilter');
      for (const { id } of matching(points, filter)) points.delete(id);
    },
  };
}

function nearest(points: readonly VectorPoint[], { using, vector, limit }: VectorQuery): VectorHit[] {
  if (!(vector instanceof Float32Array)) return [];
  const score = ({ dense }: VectorPoint) =>
    vector.reduce((sum, value, index) => sum + value * (dense[using]?.[index] ?? 0), 0);
  return points
    .map((point) => ({ id: point.id, score: score(point), payload: point.payload }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

function fits(point: VectorPoint, { must = [], mustNot = [], should = [] }: VectorFilter): boolean {
  const holds = (condition: FieldCondition) => holdsOf(point, condition);
  return must.every(holds) && !mustNot.some(holds) && (should.length === 0 || should.some(holds));
}

function holdsOf({ id, payload }: VectorPoint, condition: FieldCondition): boolean {
  if ('ids' in condition) return condition.ids.includes(id);
  const value = payload[condition.field];
  if ('isEmpty' in condition) return value === undefined || value === null;
  if ('anyOf' in condition)
    return condition.anyOf.some((one) => (Array.isArray(value) ? value.includes(String(one)) : one === value));
  const { gte = -Infinity, lte = Infinity, lt = Infinity } = condition.range;
  return typeof value === 'number' && value >= gte && value <= lte && value < lt;
}
