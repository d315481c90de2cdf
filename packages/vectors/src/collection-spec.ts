import type { Schemas } from '@qdrant/js-client-rest';
import { StellwerkError } from '@stellwerk/contracts';
import { vectorErrors } from './errors.js';
import { strictMode, TENANT_FIELD } from './limits.js';
import type { CollectionSpec, PayloadIndex } from './port.js';

type IndexSchema = NonNullable<Schemas['CreateFieldIndex']['field_schema']>;

/** The collection as the engine creates it. */
export function toCreateRequest(spec: CollectionSpec) {
  return {
    vectors: Object.fromEntries(
      Object.entries(spec.dense).map(([name, { dimensions }]) => [
        name,
        { size: dimensions, distance: 'Cosine' as const },
      ]),
    ),
    sparse_vectors: Object.fromEntries(Object.keys(spec.sparse).map((name) => [name, { modifier: 'idf' as const }])),
    strict_mode_config: strictMode,
  };
}

/** Every payload index, that of the tenant first: points of one tenant are then stored close together. */
export function indexesOf(spec: CollectionSpec): ReadonlyMap<string, { kind: PayloadIndex; schema: IndexSchema }> {
  if (TENANT_FIELD in spec.indexes) {
    throw new StellwerkError(vectorErrors.FIELD_RESERVED, { field: TENANT_FIELD }, { field: TENANT_FIELD });
  }
  return new Map([
    [TENANT_FIELD, { kind: 'keyword' as const, schema: { type: 'keyword', is_tenant: true } as IndexSchema }],
    ...Object.entries(spec.indexes).map(([field, kind]) => [field, { kind, schema: kind as IndexSchema }] as const),
  ]);
}

/** What an existing collection cannot be changed in; undefined when it fits. */
export function difference(spec: CollectionSpec, info: Schemas['CollectionInfo']): string | undefined {
  const { vectors, sparse_vectors: sparse } = info.config.params;
  const dense = (vectors ?? {}) as Readonly<Record<string, { size?: number; distance?: string } | undefined>>;
  for (const [name, { dimensions }] of Object.entries(spec.dense)) {
    const found = dense[name];
    if (!found) return `vector ${name} is missing`;
    if (found.size !== dimensions) return `vector ${name} has ${found.size} dimensions, not ${dimensions}`;
    if (found.distance !== 'Cosine') return `vector ${name} is compared by ${found.distance}, not by cosine`;
  }
  for (const name of Object.keys(spec.sparse)) {
    const found = sparse?.[name];
    if (!found) return `sparse vector ${name} is missing`;
    if (found.modifier !== 'idf') return `sparse vector ${name} is not weighted by document frequency`;
  }
  for (const [field, { kind }] of indexesOf(spec)) {
    const found = info.payload_schema[field]?.data_type;
    if (found !== undefined && found !== kind) return `index of ${field} is of type ${found}, not ${kind}`;
  }
  return undefined;
}
