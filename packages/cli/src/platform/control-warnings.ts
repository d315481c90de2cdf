import { ask } from './ask.js';
import type { Endpoints } from './endpoints.js';

const PATH = '/v1/control';
const LIMIT_MS = 2_000;

/** Control documents that govern nothing because they do not fit their kind. None where the service that governs is away. */
export async function controlWarnings(endpoints: Pick<Endpoints, 'urls' | 'token'>): Promise<string[]> {
  const question = { path: PATH, query: { kind: 'tenant' }, signal: AbortSignal.timeout(LIMIT_MS) };
  const answer = await ask<{ invalid?: string[] }>(endpoints, 'warehouse', question).catch(() => undefined);
  return (answer?.invalid ?? []).map(
    (key) => `control document ${key} does not fit its kind and is not used: apply it anew`,
  );
}
