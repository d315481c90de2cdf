import type { FieldCondition, Payload, VectorFilter, VectorHit, VectorPoint, VectorQuery } from '@stellwerk/vectors';
import type { SearchablePoints } from './searchable-points.js';

/**
 * Points in memory, searched exactly: dot products, and sparse vectors weighted by `ln(1 + (N − n + 0.5) / (n + 0.5))` as in
 * the engine. For tests, and for choosing weights without an index in between.
 */
export class ExactPoints implements SearchablePoints {
  readonly #points: readonly VectorPoint[];
  readonly #postings = new Map<string, Map<number, [at: number, value: number][]>>();

  readonly #places: ReadonlyMap<string, number>;
  readonly #kept = new WeakMap<VectorQuery['vector'], Map<string, Float64Array>>();

  constructor(points: readonly VectorPoint[]) {
    this.#points = [...points].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.#places = new Map(this.#points.map(({ id }, at) => [id, at]));
    for (const [at, { sparse }] of this.#points.entries())
      for (const [field, { indices, values }] of Object.entries(sparse)) this.#post(at, field, indices, values);
  }

  async search(queries: readonly VectorQuery[]): Promise<VectorHit[][]> {
    return queries.map((query) => this.#nearest(query));
  }

  async retrieve(ids: readonly string[]) {
    const wanted = new Set(ids);
    return this.#points.filter(({ id }) => wanted.has(id));
  }

  async count(filter?: VectorFilter): Promise<number> {
    return this.#points.filter((point) => fits(point, filter)).length;
  }

  async facet(field: string, filter?: VectorFilter, limit = 10) {
    const counts = new Map<string, number>();
    for (const { payload } of this.#points.filter((point) => fits(point, filter)))
      for (const value of valuesOf(payload, field)) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
      .slice(0, limit);
  }

  async *scroll(filter?: VectorFilter) {
    yield this.#points
      .filter((point) => fits(point, filter))
      .map(({ id, payload }): VectorHit => ({ id, payload, score: 0 }));
  }

  #post(at: number, field: string, indices: readonly number[], values: readonly number[]): void {
    const postings = this.#postings.get(field) ?? new Map<number, [number, number][]>();
    this.#postings.set(field, postings);
    for (const [place, index] of indices.entries()) {
      const list = postings.get(index) ?? [];
      postings.set(index, list);
      list.push([at, values[place] ?? 0]);
    }
  }

  #nearest({ using, vector, limit, filter = {} }: VectorQuery): VectorHit[] {
    const scores = this.#scoresOf(using, vector);
    const isSparse = !(vector instanceof Float32Array);
    return this.#matching(filter)
      .flatMap((at): VectorHit[] => {
        const [point, score] = [this.#points[at], scores[at] ?? 0];
        return point && !(isSparse && score === 0) ? [{ id: point.id, score, payload: point.payload }] : [];
      })
      .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
      .slice(0, limit);
  }

  /** Places of the points that a filter lets through; a filter by ids looks at no others. */
  #matching(filter: VectorFilter): number[] {
    const byIds = filter.must?.find((condition) => 'ids' in condition);
    const rest = { ...filter, must: filter.must?.filter((condition) => condition !== byIds) ?? [] };
    const places = byIds ? byIds.ids.flatMap((id) => this.#places.get(id) ?? []) : [...this.#points.keys()];
    return places.filter((at) => {
      const point = this.#points[at];
      return point !== undefined && fits(point, rest);
    });
  }

  /** Scores of all points, kept for as long as the vector is: the two batches of a search ask with the same ones. */
  #scoresOf(using: string, vector: VectorQuery['vector']): Float64Array {
    const kept = this.#kept.get(vector) ?? new Map<string, Float64Array>();
    this.#kept.set(vector, kept);
    const scores =
      kept.get(using) ??
      (vector instanceof Float32Array ? this.#cosines(using, vector) : this.#lexical(using, vector.indices));
    kept.set(using, scores);
    return scores;
  }

  #cosines(using: string, vector: Float32Array): Float64Array {
    // Points of a section share its vector.
    const known = new Map<Float32Array, number>();
    return Float64Array.from(this.#points, ({ dense }) => {
      const own = dense[using];
      if (!own) return 0;
      const score = known.get(own) ?? dot(own, vector);
      known.set(own, score);
      return score;
    });
  }

  #lexical(using: string, indices: readonly number[]): Float64Array {
    const scores = new Float64Array(this.#points.length);
    for (const index of indices) {
      const list = this.#postings.get(using)?.get(index) ?? [];
      const idf = Math.log(1 + (this.#points.length - list.length + 0.5) / (list.length + 0.5));
      for (const [at, value] of list) scores[at] = (scores[at] ?? 0) + value * idf;
    }
    return scores;
  }
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] as number) * (other[index] as number);
  return sum;
}

function fits(point: VectorPoint, { must = [], mustNot = [], should = [] }: VectorFilter = {}): boolean {
  const holds = (condition: FieldCondition) => holdsOf(point, condition);
  return must.every(holds) && !mustNot.some(holds) && (should.length === 0 || should.some(holds));
}

function valuesOf(payload: Payload, field: string): readonly (string | number | boolean)[] {
  const value = payload[field];
  return value === undefined || value === null ? [] : typeof value === 'object' ? value : [value];
}

function holdsOf({ id, payload }: VectorPoint, condition: FieldCondition): boolean {
  if ('ids' in condition) return condition.ids.includes(id);
  const values = valuesOf(payload, condition.field);
  if ('isEmpty' in condition) return values.length === 0;
  if ('anyOf' in condition) return values.some((value) => condition.anyOf.includes(value));
  const { gte = -Infinity, lte = Infinity, lt = Infinity } = condition.range;
  return values.some((value) => typeof value === 'number' && value >= gte && value <= lte && value < lt);
}
