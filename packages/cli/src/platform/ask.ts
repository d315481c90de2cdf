import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Endpoints, ServiceName } from './endpoints.js';

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Asks a service over HTTP. @throws CLI_ANSWER_REFUSED with the service's own code and remedy. */
export async function ask<Answer>(
  { urls, token }: Pick<Endpoints, 'urls' | 'token'>,
  service: ServiceName,
  { method = 'GET', path, query = {}, body, signal }: Question,
): Promise<Answer> {
  const url = new URL(path, urls[service]);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      connection: 'close',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    throw new StellwerkError(
      errors.ANSWER_REFUSED,
      { service, code: 'unreachable', title: 'no answer', remedy: 'look at "stellwerk status"' },
      { cause },
    );
  });
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer as Answer;
  const { code = String(response.status), detail, title = '', fix = '' } = answer as Record<string, string>;
  throw new StellwerkError(errors.ANSWER_REFUSED, { service, code, title: detail ?? title, remedy: fix });
}
