import type { FitView } from '@stellwerk/mmm';
import type { CliContext } from '../context.js';
import { ask, askText, type Question } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';

/** Asks the media mix service of the platform. */
export type AskMmm = <Answer>(question: Question) => Promise<Answer>;

/** @throws CLI_PLATFORM_NOT_FOUND, and the service's own errors */
export async function mmmService({ environment, signal }: Pick<CliContext, 'environment' | 'signal'>): Promise<AskMmm> {
  const endpoints = await findEndpoints(environment);
  return (question) => ask(endpoints, 'mmm', { signal, ...question });
}

/** The same for a page. */
export async function mmmPage(
  { environment, signal }: Pick<CliContext, 'environment' | 'signal'>,
  question: Question,
): Promise<string> {
  return askText(await findEndpoints(environment), 'mmm', { signal, ...question });
}

/** What `GET /v1/fits` answers. */
export interface ListedFits {
  readonly fits: readonly FitView[];
  readonly champions: readonly { readonly model: string; readonly runId: string; readonly at: string }[];
}
