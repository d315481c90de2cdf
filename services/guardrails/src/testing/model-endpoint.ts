import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an endpoint says next: words of an answer, a call of a tool, a status, or a stream that breaks off. */
export interface Scripted {
  readonly words?: readonly string[];
  readonly call?: { readonly name: string; readonly pieces: readonly string[] };
  readonly status?: number;
  readonly breaksOff?: boolean;
}

const USAGE = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

/** An OpenAI-compatible endpoint over real HTTP that says what a test wants, in pieces as small as real ones. */
export class ModelEndpoint {
  readonly requests: { readonly body: Record<string, unknown>; readonly authorization: string | undefined }[] = [];
  readonly script: Scripted[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      this.requests.push({ body, authorization: request.headers.authorization });
      this.#answer(response, body, this.script.shift() ?? { words: ['ok'] });
    });
  }

  static async start(): Promise<ModelEndpoint> {
    const endpoint = new ModelEndpoint();
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(
    response: ServerResponse,
    body: Record<string, unknown>,
    { words = [], call, status = 200, breaksOff }: Scripted,
  ) {
    const head = { id: 'chatcmpl-1', created: 1, model: body.model };
    const toolCall = call && {
      id: 'call_1',
      type: 'function',
      function: { name: call.name, arguments: call.pieces.join('') },
    };
    const finish = call ? 'tool_calls' : 'stop';
    if (status !== 200) {
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"error":{}}');
      return;
    }
    if (body.stream !== true) {
      const message = {
        role: 'assistant',
        content: words.join('') || null,
        ...(toolCall && { tool_calls: [toolCall] }),
      };
      const choices = [{ index: 0, message, finish_reason: finish }];
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...head, object: 'chat.completion', choices, usage: USAGE }));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (delta: object, finish_reason: string | null = null) =>
      response.write(
        `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
      );
    send({ role: 'assistant', content: '' });
    for (const word of words) send({ content: word });
    for (const [at, piece] of (call?.pieces ?? []).entries()) {
      const first = at === 0 ? { id: 'call_1', type: 'function' } : {};
      send({
        tool_calls: [{ index: 0, ...first, function: { ...(at === 0 && { name: call?.name }), arguments: piece } }],
      });
    }
    if (breaksOff) {
      // What was written must be on its way, or the client would see no answer at all.
      setTimeout(() => response.destroy(), 50);
      return;
    }
    send({}, finish);
    response.write(
      `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [], usage: USAGE })}\n\n`,
    );
    response.end('data: [DONE]\n\n');
  }
}
