import type { CollectionSpec, FieldCondition, VectorFilter, VectorPoint } from '@stellwerk/vectors';

export const DIMENSIONS = 8;

export const spec: CollectionSpec = {
  dense: { meaning: { dimensions: DIMENSIONS } },
  sparse: { words: { idf: true } },
  indexes: { topic: 'keyword', labels: 'keyword', year: 'integer', draft: 'bool' },
};

/** What the model of a point knows: everything that filters ask about. */
export interface SamplePoint extends VectorPoint {
  readonly payload: {
    readonly topic: string;
    readonly labels: readonly string[];
    readonly year: number;
    readonly draft: boolean;
  };
}

export const uuid = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

export const vector = (...values: readonly number[]): Float32Array =>
  Float32Array.from({ length: DIMENSIONS }, (_, i) => values[i] ?? 0);

/** The nth point: its vector turns with n, so that no two neighbours score alike. */
export function samplePoint(n: number, changes: Partial<SamplePoint['payload']> = {}): SamplePoint {
  return {
    id: uuid(n),
    dense: { meaning: Float32Array.from({ length: DIMENSIONS }, (_, i) => Math.sin(n * (i + 1)) + 0.01 * n) },
    sparse: { words: { indices: [n % 5, 10 + (n % 7), 100], values: [1, 1.5, 0.5] } },
    payload: {
      topic: `t${n % 3}`,
      labels: ['all', `l${n % 4}`],
      year: 2000 + (n % 20),
      draft: n % 2 === 0,
      ...changes,
    },
  };
}

/** What a filter means, in plain words; the engine is held against it. */
export function holds(filter: VectorFilter, point: SamplePoint): boolean {
  const { must = [], mustNot = [], should } = filter;
  return (
    must.every((condition) => conditionHolds(condition, point)) &&
    !mustNot.some((condition) => conditionHolds(condition, point)) &&
    (should?.some((condition) => conditionHolds(condition, point)) ?? true)
  );
}

function conditionHolds(condition: FieldCondition, { id, payload }: SamplePoint): boolean {
  if ('ids' in condition) return condition.ids.includes(id);
  const value = (payload as Readonly<Record<string, unknown>>)[condition.field];
  const values: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if ('isEmpty' in condition) return values.length === 0;
  if ('anyOf' in condition) return values.some((one) => condition.anyOf.includes(one as string));
  const { gte, lte, lt } = condition.range;
  return values.some(
    (one) =>
      typeof one === 'number' &&
      !(gte !== undefined && one < gte) &&
      !(lte !== undefined && one > lte) &&
      !(lt !== undefined && one >= lt),
  );
}
