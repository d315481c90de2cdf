import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Endpoints, ServiceName } from './endpoints.js';

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body of bytes, and how they are packed. */
  readonly bytes?: Uint8Array;
  readonly encoding?: string;
  readonly signal?: AbortSignal;
  /** Longest wait for the answer; without one it is that of the HTTP client, five minutes. */
  readonly limitMs?: number;
}

/** Asks a service over HTTP. @throws StellwerkError with the service's own code and remedy; CLI_UNAVAILABLE, CLI_ANSWER_REFUSED */
export async function ask<Answer>(
  endpoints: Pick<Endpoints, 'urls' | 'token'>,
  service: ServiceName,
  question: Question,
): Promise<Answer> {
  const response = await send(endpoints, service, question);
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer as Answer;
  throw refusal(service, response.status, isObject(answer) ? answer : {});
}

/** Asks for a page or another text. @throws as {@link ask} does */
export async function askText(
  endpoints: Pick<Endpoints, 'urls' | 'token'>,
  service: ServiceName,
  question: Question,
): Promise<string> {
  const response = await send(endpoints, service, question);
  if (response.ok) return response.text();
  const answer: unknown = await response.json().catch(() => undefined);
  throw refusal(service, response.status, isObject(answer) ? answer : {});
}

/** Asks for a stream of bytes. @throws as {@link ask} does, before the first of them */
export async function askStream(
  endpoints: Pick<Endpoints, 'urls' | 'token'>,
  service: ServiceName,
  question: Question,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await send(endpoints, service, question);
  if (response.ok && response.body) return response.body;
  const answer: unknown = await response.json().catch(() => undefined);
  throw refusal(service, response.status, isObject(answer) ? answer : {});
}

const isObject = (answer: unknown): answer is object => typeof answer === 'object' && answer !== null;

async function send(
  { urls, token }: Pick<Endpoints, 'urls' | 'token'>,
  service: ServiceName,
  { method = 'GET', path, query = {}, body, bytes, encoding, headers, signal, limitMs }: Question,
): Promise<Response> {
  const url = new URL(path, urls[service]);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  const limit = limitMs === undefined ? [] : [AbortSignal.timeout(limitMs)];
  return fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      connection: 'close',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bytes !== undefined && { 'content-type': 'application/octet-stream' }),
      ...(encoding !== undefined && { 'content-encoding': encoding }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(bytes !== undefined && { body: bytes as Uint8Array<ArrayBuffer> }),
    signal: AbortSignal.any([...(signal ? [signal] : []), ...limit]),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new StellwerkError(errors.UNAVAILABLE, { resource: service }, { cause });
  });
}

/** RFC 9457, as every service answers. */
interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly fix: string;
  readonly field: string;
  readonly traceId: string;
}

/** The service's own error, so that a code means the same wherever it is met. */
function refusal(service: ServiceName, status: number, { code, detail, fix, field, traceId }: Partial<Problem>): Error {
  if (code === undefined || detail === undefined || fix === undefined) {
    return new StellwerkError(errors.ANSWER_REFUSED, { service, status });
  }
  const isDefect = status >= 500 && traceId !== undefined;
  const text = isDefect ? `${detail} (trace ${traceId})` : detail;
  const retry = status >= 500 ? 'after' : 'changed';
  return new StellwerkError({ code, status, retry, text, fix }, {}, field === undefined ? {} : { field });
}
