import { artefactsOf, type Contracts, controlSchemaFile, eventSchemaFile, importSchemas } from './artefacts.js';
import { asyncApiProblems } from './async-api-structure.js';
import type { Committed } from './committed.js';
import { incompatibilities } from './compatibility.js';
import { currentExamples, frozenExampleProblems } from './frozen-examples.js';
import { controlSchema, eventSchema } from './json-schema.js';

/** Files to write and to delete so that the repository agrees with the contracts. */
export interface Changes {
  readonly write: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** Frozen examples are only added: what was once valid stays as it was. */
export function changesFor(contracts: Contracts, committed: Committed): Changes {
  const artefacts = artefactsOf(contracts);
  const write = new Map([
    ...[...artefacts].filter(([file, content]) => committed.artefacts.get(file) !== content),
    ...[...currentExamples(contracts.events)].filter(([file]) => !committed.frozenExamples.has(file)),
  ]);
  return { write, remove: [...committed.artefacts.keys()].filter((file) => !artefacts.has(file)) };
}

/** What no regeneration can repair: frozen examples that break, and an AsyncAPI document that does not hold together. */
export function soundnessProblems(contracts: Contracts, committed: Committed): string[] {
  const artefacts = artefactsOf(contracts);
  const document = JSON.parse(artefacts.get('schemas/asyncapi.json') ?? '{}');
  const exists = (file: string) => artefacts.has(`schemas/${file.replace(/^\.\//, '')}`);
  return [
    ...frozenExampleProblems(contracts.events, committed.frozenExamples),
    ...asyncApiProblems(document, exists).map((problem) => `schemas/asyncapi.json: ${problem}`),
  ];
}

/**
 * Changes that would need a new major version, compared with earlier schemas.
 * `earlier` gives the earlier text of a schema file, or `undefined` for a new one.
 */
export function compatibilityProblems(contracts: Contracts, earlier: (file: string) => string | undefined): string[] {
  const schemas = [
    ...contracts.events.map((contract) => ({ file: eventSchemaFile(contract.type), schema: eventSchema(contract) })),
    ...Object.entries(contracts.controlSpecs).map(([kind, spec]) => ({
      file: controlSchemaFile(kind),
      schema: controlSchema(kind, spec),
    })),
    ...importSchemas(contracts).map(([file, schema]) => ({ file, schema })),
  ];
  return schemas.flatMap(({ file, schema }) => {
    const text = earlier(file);
    if (text === undefined) return [];
    return incompatibilities(JSON.parse(text), schema).map((problem) => `${file}: ${problem}`);
  });
}
