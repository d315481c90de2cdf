import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';

/** A refusal as the door lists it, without its original. */
export interface Rejected {
  readonly rejectedId: string;
  readonly at: string;
  readonly code: string;
  readonly field?: string;
  readonly hasOriginal: boolean;
  readonly keptBytes?: number;
}

/** Most that the door lists at once. */
export const MOST_LISTED = 1_000;

/** The newest refusals of a tenant. @throws as {@link ask} does */
export async function listRejected(
  query: { readonly tenant: string; readonly limit: number },
  { environment, signal }: Pick<CliContext, 'environment' | 'signal'>,
): Promise<Rejected[]> {
  const question = { path: '/v1/rejected', query, signal };
  const { rejected } = await ask<{ rejected: Rejected[] }>(await findEndpoints(environment), 'tracking', question);
  return rejected;
}
