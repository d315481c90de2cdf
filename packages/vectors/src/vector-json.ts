import type { Schemas } from '@qdrant/js-client-rest';
import { StellwerkError } from '@stellwerk/contracts';
import { vectorErrors } from './errors.js';
import { TENANT_FIELD } from './limits.js';
import type { Payload, RetrievedPoint, SparseVector, VectorPoint } from './port.js';

const MAX_INDEX = 2 ** 32 - 1;

/** A point of the tenant as the engine takes it. */
export function toEnginePoint(tenant: string, point: VectorPoint): Schemas['PointStruct'] {
  return {
    id: point.id,
    vector: {
      ...mapValues(point.dense, denseJson),
      ...mapValues(point.sparse, sparseJson),
    },
    payload: { ...ownPayload(point.payload), [TENANT_FIELD]: tenant },
  };
}

/** @throws VEC_VECTOR_INVALID for a number that JSON cannot carry. */
export function denseJson(vector: Float32Array, field: string): number[] {
  if (vector.some((value) => !Number.isFinite(value))) throw invalid(field, 'a value is not finite');
  return Array.from(vector);
}

/** @throws VEC_VECTOR_INVALID unless indices ascend and every one has a finite value. */
export function sparseJson({ indices, values }: SparseVector, field: string): Schemas['SparseVector'] {
  if (indices.length !== values.length) throw invalid(field, `${indices.length} indices for ${values.length} values`);
  let previous = -1;
  for (const index of indices) {
    if (!Number.isInteger(index) || index <= previous || index > MAX_INDEX) {
      throw invalid(field, 'indices must be ascending, unique, unsigned 32-bit integers');
    }
    previous = index;
  }
  if (!values.every(Number.isFinite)) throw invalid(field, 'a value is not finite');
  return { indices: [...indices], values: [...values] };
}

/** @throws VEC_FIELD_RESERVED where the payload names the tenant itself. */
export function ownPayload(payload: Payload): Payload {
  if (TENANT_FIELD in payload) {
    throw new StellwerkError(vectorErrors.FIELD_RESERVED, { field: TENANT_FIELD }, { field: TENANT_FIELD });
  }
  return payload;
}

/** Payload without the tenant, as it was given. */
export function withoutTenant(payload: Record<string, unknown>): Payload {
  const { [TENANT_FIELD]: _tenant, ...own } = payload;
  return own as Payload;
}

/** A record of the engine as a point; sparse vectors are left out. */
export function toRetrievedPoint({ id, payload, vector }: Schemas['Record']): RetrievedPoint {
  const dense = Object.entries((vector ?? {}) as Record<string, unknown>).flatMap(([name, values]) =>
    Array.isArray(values) ? [[name, Float32Array.from(values as number[])] as const] : [],
  );
  return {
    id: String(id),
    payload: withoutTenant(payload ?? {}),
    ...(vector && { dense: Object.fromEntries(dense) }),
  };
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, name: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

function invalid(field: string, problem: string): StellwerkError {
  return new StellwerkError(vectorErrors.VECTOR_INVALID, { field, problem }, { field });
}
