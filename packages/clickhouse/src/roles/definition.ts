import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { clickHouseErrors } from '../errors.js';

/** Who logs in, and what they may do. Everything not granted is refused. */
export interface RoleDefinition {
  /** Name of the role and, locally, of its login. */
  readonly name: string;
  /** Persons read only, and within {@link personLimits}. */
  readonly kind: 'person' | 'service';
  /** What the role is for, in one sentence. */
  readonly purpose: string;
  /** As in `GRANT … TO role`, without the first word and the grantee: `SELECT ON curated.*`. */
  readonly grants: readonly string[];
}

/**
 * Defaults that keep a careless query of a person from taking the server down: seconds, bytes. With `readonly = 2` persons
 * may change settings of their own query, so these are guard rails, not walls.
 */
export const personLimits: Readonly<Record<string, number>> = {
  max_execution_time: 120,
  max_memory_usage: 1_000_000_000,
};

const NAME = /^[a-z][a-z_]{0,62}$/;
const GRANT = /^[A-Z][A-Z ]*(?:, [A-Z][A-Z ]*)* ON (?:(?:[a-z_]+|\*)\.(?:[a-z_]+|\*)|[A-Za-z]*MergeTree)$/;

/** Reads a file of role definitions. @throws CLK_ROLES_INVALID naming the entry */
export async function readRoles(file: string): Promise<RoleDefinition[]> {
  return parseRoles(await readFile(file, 'utf8'));
}

/** The same from text. */
export function parseRoles(text: string): RoleDefinition[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw invalid('(file)', 'must be a list');
  const names = new Set<string>();
  return parsed.map((entry: Partial<RoleDefinition>, index) => {
    const { name = '', kind, purpose = '', grants } = entry;
    if (!NAME.test(name) || names.has(name)) throw invalid(`${index}.name`, 'must be lower case, and used once');
    if (kind !== 'person' && kind !== 'service') throw invalid(`${name}.kind`, 'must be person or service');
    if (purpose === '') throw invalid(`${name}.purpose`, 'must say what the role is for');
    if (!Array.isArray(grants)) throw invalid(`${name}.grants`, 'must be a list');
    const bad = grants.findIndex((grant) => !GRANT.test(grant));
    if (bad >= 0) throw invalid(`${name}.grants.${bad}`, 'must read like SELECT ON database.table');
    names.add(name);
    return { name, kind, purpose, grants };
  });
}

const invalid = (field: string, problem: string) =>
  new StellwerkError(clickHouseErrors.ROLES_INVALID, { field, problem }, { field });
