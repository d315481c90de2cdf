import { z } from 'zod';
import type { EventContract } from '../core/event-contract.js';
import type { ImportKind } from '../imports/kind.js';
import type { JsonObject } from './json.js';

/**
 * JSON Schema 2020-12 of an event's payload in its closed form (`additionalProperties: false`): registries compare
 * closed schemas, while consumers parse leniently.
 */
export function eventSchema(contract: EventContract): JsonObject {
  return documentOf(contract.schema, contract.type, contract.summary);
}

/** JSON Schema 2020-12 of the `spec` of one kind of control document. */
export function controlSchema(kind: string, schema: z.ZodType): JsonObject {
  return documentOf(schema, `control/${kind}`, `spec of a control document of kind "${kind}"`);
}

/** JSON Schema 2020-12 of a row in a JSONL file of one kind, written in canonical form. */
export function importRowSchema({ name, summary, schema }: ImportKind): JsonObject {
  return documentOf(schema, `imports/${name}`, summary);
}

/** JSON Schema 2020-12 of a mapping file, for editors. */
export function importMappingSchema(schema: z.ZodType): JsonObject {
  return documentOf(schema, 'imports/mapping', 'how the columns of a file become the fields of an import');
}

/** Identifies a schema wherever it is stored. */
export function schemaId(name: string): string {
  return `urn:stellwerk:schema:${name}`;
}

function documentOf(schema: z.ZodType, name: string, description: string): JsonObject {
  const { $schema, ...body } = z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'throw' });
  return { $schema, $id: schemaId(name), title: name, description, ...body };
}
