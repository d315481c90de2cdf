import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** Answers as the door does, with what a test puts there. */
export class FakeDoor {
  readonly asked: { method: string; url: string; body: unknown }[] = [];
  answer: { status: number; body: unknown } = { status: 200, body: {} };
  /** Answers to the next requests, before {@link answer}. */
  readonly next: { status: number; body: unknown }[] = [];
  readonly #server: Server = createServer(async (request: IncomingMessage, response) => {
    const body = request.method === 'POST' ? await json(request) : undefined;
    this.asked.push({ method: request.method ?? '', url: request.url ?? '', body });
    const answer = this.next.shift() ?? this.answer;
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
