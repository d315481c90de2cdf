import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { EndpointFailure } from '../calls/endpoint-failure.js';
import { type Fetch, readText } from '../calls/http.js';
import { modelErrors } from '../errors.js';
import type { EmbeddedModel } from '../routes/model-routes.js';

const MAX_BYTES = 65_536;

const list = z.looseObject({
  data: z
    .array(
      z.looseObject({
        id: z.string().min(1).max(128),
        revision: z.string().min(1).max(128),
        dimensions: z.number().int().min(2).max(8_192),
        prefixes: z.enum(['e5', 'none']),
      }),
    )
    .min(1),
});

/**
 * Asks the platform's own part `models` which space it embeds in, so that a new version of its weights is a new generation and not a
 * silent mixture.
 * @param baseUrl With /v1
 * @throws MDL_UNAVAILABLE while it is not up, MDL_ANSWER_INVALID
 */
export async function readEmbeddedModel(
  baseUrl: string,
  fetch: Fetch,
  limits: Pick<EmbeddedModel, 'timeoutMs' | 'maxTextsPerRequest'>,
): Promise<EmbeddedModel> {
  const model = 'embedded';
  let body: unknown;
  try {
    const response = await fetch(`${baseUrl}/models`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.timeoutMs),
    });
    if (!response.ok) throw new EndpointFailure('failing', `answered with status ${response.status}`);
    body = JSON.parse(await readText(response, MAX_BYTES));
  } catch (cause) {
    const problem = cause instanceof EndpointFailure ? cause.problem : 'cannot be reached';
    throw new StellwerkError(modelErrors.UNAVAILABLE, { useCase: 'embeddings', model, problem }, { cause });
  }
  const [stated] = list.safeParse(body).data?.data ?? [];
  if (!stated) {
    throw new StellwerkError(modelErrors.ANSWER_INVALID, { model, problem: 'it lists no embedding model' });
  }
  const { id, revision, dimensions, prefixes } = stated;
  return { baseUrl, space: { model: id, revision, dimensions, prefixes }, ...limits };
}
