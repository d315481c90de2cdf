import { activeTraceparent } from '@stellwerk/bus';
import type { Endpoint } from '../routes/endpoint.js';
import type { ModelKeys } from '../routes/model-keys.js';
import { EndpointFailure, failureOfStatus } from './endpoint-failure.js';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One request to an endpoint. */
export interface EndpointRequest {
  readonly endpoint: Endpoint;
  /** After the base URL, with its slash. */
  readonly path: string;
  /** JSON. */
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Sends requests to endpoints with their keys and nothing else of the process: no cookies, no redirects, no environment. */
export class EndpointHttp {
  constructor(
    private readonly fetch: Fetch,
    private readonly keys: ModelKeys,
  ) {}

  /** The response of a 2xx, its body unread. @throws EndpointFailure */
  async post({ endpoint, path, body, signal }: EndpointRequest): Promise<Response> {
    const key = this.keys.get(endpoint.baseUrl);
    const traceparent = activeTraceparent();
    const headers = {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(traceparent !== undefined && { traceparent }),
    };
    let response: Response;
    try {
      // An address that was allowed must not lead to one that was not.
      const init = { method: 'POST', headers, body, redirect: 'manual', signal } as const;
      response = await this.fetch(`${endpoint.baseUrl}${path}`, init);
    } catch (cause) {
      throw new EndpointFailure('unreachable', 'cannot be reached', { cause });
    }
    if (response.ok) return response;
    await response.body?.cancel();
    throw failureOfStatus(response.status, response.headers.get('retry-after'));
  }

  /** The JSON of a 2xx. @throws EndpointFailure */
  async postForJson(request: EndpointRequest, maxBytes: number): Promise<unknown> {
    const text = await readText(await this.post(request), maxBytes);
    try {
      return JSON.parse(text);
    } catch {
      throw new EndpointFailure('invalid', 'answered with something that is no JSON');
    }
  }
}

/** The whole body, read no further than the limit. @throws EndpointFailure */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new EndpointFailure('invalid', `answered with more than ${maxBytes} bytes`);
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (cause) {
    if (cause instanceof EndpointFailure) throw cause;
    throw new EndpointFailure('unreachable', 'broke off its answer', { cause });
  }
  return text + decoder.decode();
}
