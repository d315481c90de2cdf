import { deterministicId } from '@stellwerk/contracts';
import type { CollectionSpec, FieldCondition, VectorFilter, VectorPoint } from '@stellwerk/vectors';

export const DIMENSIONS = 16;
export const TENANTS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'] as const;
export const POINTS_PER_TENANT = 200;

export const spec: CollectionSpec = {
  dense: { meaning: { dimensions: DIMENSIONS } },
  sparse: { words: { idf: true } },
  indexes: { topic: 'keyword', labels: 'keyword', year: 'integer', draft: 'bool' },
};

/** A point with what filters ask about, beside the engine. */
export interface SamplePoint extends VectorPoint {
  readonly payload: {
    readonly topic: string;
    readonly labels: readonly string[];
    readonly year: number;
    readonly draft: boolean;
  };
}

/** The same texts for every tenant, so that only the tenant tells their points apart. */
export function samplePoints(tenant: string): SamplePoint[] {
  return Array.from({ length: POINTS_PER_TENANT }, (_, n) => ({
    id: deterministicId('isolation', tenant, n),
    dense: { meaning: Float32Array.from({ length: DIMENSIONS }, (_, i) => Math.sin(n * (i + 1)) + 0.01 * n) },
    sparse: { words: { indices: [n % 11, 20 + (n % 7), 100], values: [1, 1.5, 0.5] } },
    payload: { topic: `t${n % 3}`, labels: ['all', `l${n % 5}`], year: 2000 + (n % 20), draft: n % 2 === 0 },
  }));
}

/** Draws seeded filters: up to three conditions that must hold, two that must not, three of which one must. */
export class RandomFilters {
  constructor(
    private readonly random: () => number,
    private readonly ids: readonly string[],
  ) {}

  next(): VectorFilter {
    const must = this.#conditions(this.#below(4));
    const mustNot = this.#conditions(this.#below(3));
    const should = this.#conditions(this.#below(4));
    return { must, mustNot, ...(should.length > 0 && { should }) };
  }

  /** Ids of any tenant. */
  nextIds(count: number): string[] {
    return Array.from({ length: count }, () => this.#pick(this.ids));
  }

  #conditions(count: number): FieldCondition[] {
    return Array.from({ length: count }, () => this.#condition());
  }

  #condition(): FieldCondition {
    switch (this.#below(5)) {
      case 0:
        return { field: 'topic', anyOf: [this.#pick(['t0', 't1', 't2', 'none'])] };
      case 1:
        return { field: 'labels', anyOf: [this.#pick(['all', 'l0', 'l4']), this.#pick(['l1', 'l2'])] };
      case 2:
        return { field: 'year', range: { gte: 1_999 + this.#below(22) } };
      case 3:
        return { field: 'draft', anyOf: [this.random() < 0.5] };
      default:
        return { ids: this.nextIds(1 + this.#below(5)) };
    }
  }

  #below(bound: number): number {
    return Math.floor(this.random() * bound);
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[this.#below(values.length)] as Value;
  }
}

/** What a filter means; the engine is held against it. */
export function holds({ must = [], mustNot = [], should }: VectorFilter, point: SamplePoint): boolean {
  return (
    must.every((condition) => conditionHolds(condition, point)) &&
    !mustNot.some((condition) => conditionHolds(condition, point)) &&
    (should?.some((condition) => conditionHolds(condition, point)) ?? true)
  );
}

function conditionHolds(condition: FieldCondition, { id, payload }: SamplePoint): boolean {
  if ('ids' in condition) return condition.ids.includes(id);
  const value = (payload as Readonly<Record<string, unknown>>)[condition.field];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if ('isEmpty' in condition) return false;
  if ('anyOf' in condition) return values.some((one) => condition.anyOf.includes(one as string));
  const { gte = Number.NEGATIVE_INFINITY } = condition.range;
  return values.some((one) => typeof one === 'number' && one >= gte);
}
