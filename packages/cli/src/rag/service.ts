import type { CliContext } from '../context.js';
import { ask, type Question } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';

/** Asks the knowledge service of the platform. */
export type AskRag = <Answer>(question: Question) => Promise<Answer>;

/** @throws CLI_PLATFORM_NOT_FOUND, and the service's own errors */
export async function ragService({ environment, signal }: Pick<CliContext, 'environment' | 'signal'>): Promise<AskRag> {
  const endpoints = await findEndpoints(environment);
  return (question) => ask(endpoints, 'rag', { signal, ...question });
}
