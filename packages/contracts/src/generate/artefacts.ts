import type { z } from 'zod';
import type { EventContract } from '../core/event-contract.js';
import { asyncApi } from './async-api.js';
import { eventReference } from './event-reference.js';
import { formatJson } from './json.js';
import { controlSchema, eventSchema } from './json-schema.js';

export interface Contracts {
  readonly events: readonly EventContract[];
  readonly controlSpecs: Readonly<Record<string, z.ZodType>>;
  /** Version of the repository, for `info.version`. */
  readonly version: string;
}

/** Path of an event's schema, relative to the repository. */
export const eventSchemaFile = (type: string): string => `schemas/${type}.schema.json`;

/** Path of a control document's schema, relative to the repository. */
export const controlSchemaFile = (kind: string): string => `schemas/control/${kind}.schema.json`;

/** Everything that follows from the contracts alone: path relative to the repository → content. */
export function artefactsOf({ events, controlSpecs, version }: Contracts): Map<string, string> {
  return new Map([
    ...events.map((contract): [string, string] => [eventSchemaFile(contract.type), formatJson(eventSchema(contract))]),
    ...Object.entries(controlSpecs).map(([kind, schema]): [string, string] => [
      controlSchemaFile(kind),
      formatJson(controlSchema(kind, schema)),
    ]),
    ['schemas/asyncapi.json', formatJson(asyncApi(events, version))],
    ['docs/reference/events.md', eventReference(events, controlSpecs)],
  ]);
}
