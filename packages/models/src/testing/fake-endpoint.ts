import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an endpoint does with a request. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  /** Server-sent events; texts are sent as they are, the rest as JSON. */
  readonly events?: readonly unknown[];
  /** Before the answer, and before each event. */
  readonly delayMs?: number;
  /** Before each event by its place. */
  readonly delaysMs?: readonly number[];
  /** The connection is cut after what was sent. */
  readonly breaksOff?: boolean;
  /** No answer, ever. */
  readonly hangs?: boolean;
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** @param count Number of the request, from 1 */
export type Respond = (request: SeenRequest, count: number) => Reply;

/** An endpoint over real HTTP on loopback that does as a test says, well or badly. */
export class FakeEndpoint {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  #port = 0;
  /** Requests whose client went away before the answer was whole. */
  abandoned = 0;

  private constructor(private readonly respond: Respond) {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString('utf8');
      const body = text === '' ? {} : JSON.parse(text);
      const seen = { path: request.url ?? '', headers: request.headers, body };
      this.requests.push(seen);
      response.on('close', () => {
        if (!response.writableFinished) this.abandoned += 1;
      });
      await send(response, this.respond(seen, this.requests.length));
    });
  }

  static async start(reply: Reply | Respond): Promise<FakeEndpoint> {
    const endpoint = new FakeEndpoint(typeof reply === 'function' ? reply : () => reply);
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    endpoint.#port = (endpoint.#server.address() as AddressInfo).port;
    return endpoint;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}/v1`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  const { status = 200, headers, json, text, events, delayMs = 0, delaysMs, breaksOff, hangs } = reply;
  if (hangs) return;
  if (events) {
    response.writeHead(status, { 'content-type': 'text/event-stream', ...headers });
    for (const [at, event] of events.entries()) {
      const pauseMs = delaysMs?.[at] ?? delayMs;
      if (pauseMs > 0) await wait(pauseMs);
      if (response.destroyed) return;
      response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
    }
    // What was written must be on its way, or the client would see no answer at all.
    if (breaksOff) await wait(30).then(() => response.destroy());
    else response.end();
    return;
  }
  if (delayMs > 0) await wait(delayMs);
  if (breaksOff) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text ?? JSON.stringify(json ?? {}));
}

/** Vectors in the shape of an OpenAI-compatible endpoint. */
export const embeddingsReply = (vectors: readonly (readonly unknown[])[], promptTokens?: number): Reply => ({
  json: {
    object: 'list',
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    ...(promptTokens !== undefined && { usage: { prompt_tokens: promptTokens, total_tokens: promptTokens } }),
  },
});

export const completionReply = (content: string | null, more: object = {}): Reply => ({
  json: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'upstream',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    ...more,
  },
});

const CHUNK = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'upstream' };
/** Events of a streamed answer, without its end. */
export const wordEvents = (words: readonly string[]): readonly unknown[] =>
  words.map((content) => ({ ...CHUNK, choices: [{ index: 0, delta: { content }, finish_reason: null }] }));
/** The end of a streamed answer. */
export const endEvents = (finish_reason = 'stop'): readonly unknown[] => [
  { ...CHUNK, choices: [{ index: 0, delta: {}, finish_reason }] },
  { ...CHUNK, choices: [], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } },
  '[DONE]',
];
