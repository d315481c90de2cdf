import type { ImportKind } from '@stellwerk/contracts';
import type { ImportDefaults } from '@stellwerk/import';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { type Endpoints, findEndpoints } from '../platform/endpoints.js';
import { type ImportCommand, missing } from './options.js';

/** Where rows go. */
export interface Target {
  readonly endpoints: Endpoints;
  readonly tenant: string;
  readonly source: string;
  readonly defaults: ImportDefaults;
}

/** The platform that the rows go to, or whose defaults a dry run is judged by; a dry run may do without. */
export async function targetOf(
  kind: ImportKind,
  options: ImportCommand,
  { environment, signal }: CliContext,
): Promise<Target | undefined> {
  const { tenant, source, dryRun } = options;
  if (tenant === undefined && source === undefined && dryRun) return undefined;
  if (tenant === undefined) throw missing('--tenant', 'name the tenant');
  if (source === undefined) throw missing('--source', 'name a source document of the tenant');
  const endpoints = await findEndpoints(environment);
  const path = `/v1/import/${kind.name}`;
  const defaults = await ask<ImportDefaults>(endpoints, 'tracking', { path, query: { tenant, source }, signal });
  return { endpoints, tenant, source, defaults };
}
