import type { z } from 'zod';
import type { EventContract } from '../core/event-contract.js';
import type { ImportKind } from '../imports/kind.js';
import { asyncApi } from './async-api.js';
import { eventReference } from './event-reference.js';
import { importReference } from './import-reference.js';
import { formatJson, type JsonObject } from './json.js';
import { controlSchema, eventSchema, importMappingSchema, importRowSchema } from './json-schema.js';

/** What files hold that are imported, and how they are described. */
export interface ImportContracts {
  readonly kinds: readonly ImportKind[];
  readonly mapping: z.ZodType;
}

export interface Contracts {
  readonly events: readonly EventContract[];
  readonly controlSpecs: Readonly<Record<string, z.ZodType>>;
  readonly imports?: ImportContracts;
  /** Version of the repository, for `info.version`. */
  readonly version: string;
}

/** Path of an event's schema, relative to the repository. */
export const eventSchemaFile = (type: string): string => `schemas/${type}.schema.json`;

/** Path of a control document's schema, relative to the repository. */
export const controlSchemaFile = (kind: string): string => `schemas/control/${kind}.schema.json`;

/** Schemas of imports by path: rows of each kind, and the mapping file. */
export function importSchemas({ imports }: Pick<Contracts, 'imports'>): [string, JsonObject][] {
  if (!imports) return [];
  return [
    ...imports.kinds.map((kind): [string, JsonObject] => [
      `schemas/imports/${kind.name}.schema.json`,
      importRowSchema(kind),
    ]),
    ['schemas/imports/mapping.schema.json', importMappingSchema(imports.mapping)],
  ];
}

/** Everything that follows from the contracts alone: path relative to the repository → content. */
export function artefactsOf(contracts: Contracts): Map<string, string> {
  const { events, controlSpecs, imports, version } = contracts;
  return new Map([
    ...events.map((contract): [string, string] => [eventSchemaFile(contract.type), formatJson(eventSchema(contract))]),
    ...Object.entries(controlSpecs).map(([kind, schema]): [string, string] => [
      controlSchemaFile(kind),
      formatJson(controlSchema(kind, schema)),
    ]),
    ...importSchemas(contracts).map(([file, schema]): [string, string] => [file, formatJson(schema)]),
    ['schemas/asyncapi.json', formatJson(asyncApi(events, version))],
    ['docs/reference/events.md', eventReference(events, controlSpecs)],
    ...(imports ? [['docs/reference/imports.md', importReference(imports.kinds)] as [string, string]] : []),
  ]);
}
